package dev.quern.llm.provider;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.error.StartRefusedException;
import dev.quern.transaction.AfterCommit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The providers that tasks may name. Changes take effect with the next call. */
@Component("providers")
public class Providers implements InitializingBean {

  /** How long until a change on another node is seen; changes on this node are seen at once. */
  private static final long KNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Known(Provider provider, long readAt) {}

  private final Map<String, Known> lately = new ConcurrentHashMap<>();
  private final ProviderRepository repository;
  private final ProviderSettings settings;
  private final List<ProviderListener> listeners;

  Providers(
      ProviderRepository repository, ProviderSettings settings, List<ProviderListener> listeners) {
    this.repository = repository;
    this.settings = settings;
    this.listeners = listeners;
  }

  /** Writes the providers of the configuration, except those deleted over REST. */
  @Override
  public void afterPropertiesSet() {
    settings
        .providers()
        .forEach(
            (id, entry) -> {
              try {
                Provider provider = ProviderChecks.check(entry.named(id));
                if (!repository.isRemoved(id)) {
                  repository.put(provider, true);
                  repository.find(id).ifPresent(now -> listeners.forEach(l -> l.changed(now)));
                }
              } catch (InvalidRequestException e) {
                throw new StartRefusedException(
                    "The provider quern.providers." + id + " is wrong: " + told(e),
                    "Mend it in config/application.yaml");
              }
            });
  }

  private static String told(InvalidRequestException e) {
    return e.errors().isEmpty()
        ? String.valueOf(e.getMessage())
        : e.errors().stream()
            .map(error -> error.field() + " " + error.message())
            .collect(Collectors.joining("; "));
  }

  /**
   * The provider of that id.
   *
   * @throws NotFoundException when there is none
   */
  public Provider get(String id) {
    return repository.find(id).orElseThrow(() -> NotFoundException.of("provider", id));
  }

  /**
   * The provider that a task names.
   *
   * @throws InvalidRequestException when there is none
   */
  public Provider require(String field, String id) {
    Known known = lately.get(id);
    if (known != null && System.nanoTime() - known.readAt() < KNOWN_FOR_NANOS) {
      return known.provider();
    }
    Provider provider =
        repository
            .find(id)
            .orElseThrow(() -> InvalidRequestException.unknown(field, "provider", id));
    lately.put(id, new Known(provider, System.nanoTime()));
    return provider;
  }

  /** Whether a provider that a request was made for has another server, account or model by now. */
  public boolean isOutdated(Provider known) {
    if (known.id() == null || known.isOffline()) {
      return false;
    }
    try {
      return !require("provider_id", known.id()).server().equals(known.server());
    } catch (InvalidRequestException | DataAccessException e) {
      return false; // deleted, or not known now: what was asked for holds
    }
  }

  /**
   * Checks a provider given in a task's own configuration.
   *
   * @throws InvalidRequestException when a field is wrong
   */
  public Provider inline(Provider provider) {
    return ProviderChecks.check(provider);
  }

  public List<Provider> list(int limit, long offset) {
    return repository.list(new Paging(limit, offset));
  }

  /**
   * The providers, oldest first.
   *
   * @throws InvalidRequestException when the one to begin after does not exist
   */
  public Page<Provider> list(Paging paging) {
    if (paging.after() != null && repository.find(paging.after()).isEmpty()) {
      throw InvalidRequestException.unknown("after", "provider", paging.after());
    }
    return Page.of(repository.list(paging), repository.count(), paging);
  }

  /**
   * Adds a provider.
   *
   * @throws ConflictException when the id is taken
   */
  @Transactional
  public Provider add(Provider provider) {
    ProviderChecks.check(provider);
    if (repository.find(provider.id()).isPresent()) {
      throw ConflictException.because(
          "There is a provider " + provider.id() + " already; change it with PUT.");
    }
    Provider added = withoutBlankKey(provider);
    repository.put(added, false);
    return added;
  }

  private static Provider withoutBlankKey(Provider provider) {
    boolean blank = provider.apiKey() != null && provider.apiKey().isBlank();
    return blank ? provider.withApiKey(null) : provider;
  }

  /**
   * Replaces a provider; an API key that is not given stays, an empty one clears it.
   *
   * @throws InvalidRequestException when a field is wrong, or a key that is not given would go to
   *     another address
   */
  @Transactional
  public Provider replace(Provider provider) {
    Provider before = get(provider.id());
    Provider after = withoutBlankKey(provider);
    if (provider.apiKey() == null) {
      ProviderChecks.requireSameAddressForKey(before, provider);
      after = provider.withApiKey(before.apiKey());
    }
    Provider checked = ProviderChecks.check(after);
    repository.put(checked, false);
    listeners.forEach(listener -> listener.changed(checked));
    forget(provider.id());
    return checked;
  }

  /**
   * Replaces a provider by what is made of it as it is now; nobody changes it meanwhile.
   *
   * @param edit may throw, and nothing is changed
   * @throws NotFoundException when there is none
   * @throws InvalidRequestException as {@link #replace} says
   */
  @Transactional
  public Provider edit(String id, UnaryOperator<Provider> edit) {
    Provider now = repository.lock(id).orElseThrow(() -> NotFoundException.of("provider", id));
    return replace(edit.apply(now));
  }

  /**
   * Removes a provider; tasks that name it fail when they next need it. One that the configuration
   * names stays removed at the next start.
   */
  @Transactional
  public void delete(String id) {
    if (!repository.delete(id)) {
      throw NotFoundException.of("provider", id);
    }
    if (settings.providers().containsKey(id)) {
      repository.markRemoved(id);
    }
    AfterCommit.run(() -> forgetDeleted(id));
  }

  /** Tells the listeners of providers that another node has deleted. Reads the database. */
  public void noticeDeleted() {
    Set<String> used = new HashSet<>(lately.keySet()); // before the look: what is new stays
    used.removeAll(repository.ids());
    used.forEach(this::forgetDeleted);
  }

  private void forgetDeleted(String id) {
    lately.remove(id);
    listeners.forEach(listener -> listener.deleted(id));
  }

  private void forget(@Nullable String id) {
    AfterCommit.run(() -> lately.remove(String.valueOf(id)));
  }
}
