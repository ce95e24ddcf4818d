package dev.quern.llm;

import dev.quern.llm.http.StatusException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What servers refused lately, for each provider and model: it is left out of their requests for an
 * hour, and then tried once more, as servers are updated.
 */
@Component
class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Set<Integer> STATUSES = Set.of(400, 404, 415, 422, 500, 501);

  private record Key(String url, String model, Extra extra) {}

  private final Map<Key, Instant> until = new ConcurrentHashMap<>();
  private final Clock clock = Clock.systemUTC();

  /** Those of the extras that may be asked for. */
  Set<Extra> allowed(Provider provider, Set<Extra> wanted) {
    Set<Extra> allowed = EnumSet.noneOf(Extra.class);
    for (Extra extra : wanted) {
      Instant end = until.get(key(provider, extra));
      if (end == null || clock.instant().isAfter(end)) {
        allowed.add(extra);
      }
    }
    return allowed;
  }

  /**
   * Whether a request failed since the server refuses an extra that it had; remembered then, so
   * that the next request has it no more.
   */
  boolean isOne(Provider provider, Set<Extra> sent, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusException e && STATUSES.contains(e.statusCode())) {
        String said = String.valueOf(e.getMessage());
        return sent.stream()
                .filter(extra -> extra.isNamedIn(said))
                .peek(extra -> note(provider, extra))
                .count()
            > 0;
      }
    }
    return false;
  }

  private void note(Provider provider, Extra extra) {
    Instant before = until.put(key(provider, extra), clock.instant().plus(REMEMBERED));
    if (before == null) {
      log.info("{} takes no {}; it is asked without", provider, extra);
    }
  }

  private static Key key(Provider provider, Extra extra) {
    return new Key(provider.url(), provider.model(), extra);
  }
}
