package dev.quern.llm.protocol;

import dev.quern.llm.SchemaLevels;
import dev.quern.llm.http.StatusException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.ReplySchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Remembers the features that servers have refused, by provider and model. They are left out for an
 * hour and then tried again, because servers are updated. Only as much of a schema is left out as
 * necessary.
 */
@Component
class UnsupportedFeatures {

  private static final Logger log = LoggerFactory.getLogger(UnsupportedFeatures.class);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Set<Integer> STATUSES = Set.of(400, 404, 415, 422, 500, 501);

  private record Key(String url, String model, ServerFeature extra) {}

  private final Map<Key, Instant> until = new ConcurrentHashMap<>();
  private final Clock clock = Clock.systemUTC();
  private final SchemaLevels forms = new SchemaLevels(REMEMBERED, clock);

  /** The part of the schema that a request may use; null for none. */
  @Nullable ReplySchema held(Provider provider, @Nullable ReplySchema wanted) {
    return forms.of(provider, wanted);
  }

  /** The features that may be used. */
  Set<ServerFeature> allowed(Provider provider, Set<ServerFeature> wanted) {
    Set<ServerFeature> allowed = EnumSet.noneOf(ServerFeature.class);
    for (ServerFeature extra : wanted) {
      Instant end = until.get(key(provider, extra));
      if (end == null || clock.instant().isAfter(end)) {
        allowed.add(extra);
      }
    }
    return allowed;
  }

  /**
   * Records which optional features the server rejected; true if there was one, which the next
   * request leaves out.
   */
  boolean rememberIfRefused(
      ModelRequest<?> modelRequest, Set<ServerFeature> sent, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusException e && STATUSES.contains(e.statusCode())) {
        String said = String.valueOf(e.getMessage());
        return sent.stream()
                .filter(extra -> extra.isNamedIn(said))
                .peek(extra -> note(modelRequest, extra, said))
                .count()
            > 0;
      }
    }
    return false;
  }

  private void note(ModelRequest<?> modelRequest, ServerFeature extra, String refusal) {
    Provider provider = modelRequest.provider();
    if (extra == ServerFeature.SCHEMA) {
      ReplySchema sent = modelRequest.held();
      if (modelRequest.form() != null && sent != null) {
        forms.refused(provider, modelRequest.form(), sent, refusal);
      }
      return;
    }
    Instant before = until.put(key(provider, extra), clock.instant().plus(REMEMBERED));
    if (before == null) {
      log.info("{} takes no {}; it is asked without", provider, extra);
    }
  }

  private static Key key(Provider provider, ServerFeature extra) {
    return new Key(provider.url(), provider.model(), extra);
  }
}
