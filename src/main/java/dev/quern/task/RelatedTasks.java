package dev.quern.task;

import dev.quern.error.ConflictException;
import dev.quern.task.model.Task;
import dev.quern.task.store.ProviderInUseCheck;
import dev.quern.task.store.TaskChains;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tasks that depend on each other, and those that need a provider, for REST and the page. */
@Component
public class RelatedTasks {

  private final TaskChains chains;
  private final ProviderInUseCheck inUse;

  RelatedTasks(TaskChains chains, ProviderInUseCheck inUse) {
    this.chains = chains;
    this.inUse = inUse;
  }

  /** A task with all that it depends on and all that depends on it, oldest first; 50 at most. */
  public List<Task> chain(String id) {
    return chains.of(id);
  }

  /**
   * Checks that no open task names the provider.
   *
   * @throws ConflictException naming the first of them
   */
  public void requireNoneOf(String providerId) {
    inUse.requireNone(providerId);
  }

  /**
   * Checks what a provider is to be: without prices, no open task that names it may have a limit of
   * its cost.
   *
   * @throws ConflictException naming the first of them
   */
  public void requirePricesOf(String providerId, boolean has) {
    inUse.requirePrices(providerId, has);
  }
}
