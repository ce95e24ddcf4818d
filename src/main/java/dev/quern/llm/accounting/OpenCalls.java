package dev.quern.llm.accounting;

import dev.quern.Ids;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelCall;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The calls of this process that are out. Those that are still out when the log is written get a
 * row in {@code llm_open_call}: a call costs no trip to the database of its own, and short ones
 * none at all.
 */
final class OpenCalls {

  /** Tells the calls of this process from those of one that was killed. */
  final String process = Ids.next();

  private final AtomicLong numbers = new AtomicLong();
  private final Map<ModelCall, OpenCall> open = new ConcurrentHashMap<>();
  private final Clock clock;

  OpenCalls(Clock clock) {
    this.clock = clock;
  }

  void begin(ModelCall call, CallBudget.Origin origin, String provider, String model) {
    open.put(
        call, new OpenCall(numbers.incrementAndGet(), clock.instant(), origin, provider, model));
  }

  /** The number of the row that is to go with the call; null where it has none. */
  @Nullable Long end(ModelCall call) {
    OpenCall ended = open.remove(call);
    return ended != null && ended.end() ? ended.number : null;
  }

  /** Those that are to be written now. */
  List<OpenCall> unwritten() {
    return open.values().stream().filter(OpenCall::claim).toList();
  }
}
