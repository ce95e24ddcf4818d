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
 * The calls of this process that are under way. A call that is still under way when the log is
 * written gets a row in {@code llm_open_call}. So no call needs a database access of its own, and
 * short calls get no row.
 */
final class OpenCalls {

  /** Identifies the calls of this process, as opposed to one that was killed. */
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

  /** The call, whose row is deleted when it is recorded; null if it can have none. */
  @Nullable OpenCall end(ModelCall call) {
    return open.remove(call);
  }

  /** The calls to write now. */
  List<OpenCall> unwritten() {
    return open.values().stream().filter(OpenCall::begin).toList();
  }
}
