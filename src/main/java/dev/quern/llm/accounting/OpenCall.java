package dev.quern.llm.accounting;

import dev.quern.llm.request.CallBudget;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A call for a task that has gone out, and whether the database knows of it. */
final class OpenCall {

  private enum State {
    UNWRITTEN,
    WRITTEN,
    ENDED
  }

  final long number;
  final Instant at;
  final CallBudget.Origin origin;
  final String provider;
  final String model;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNWRITTEN);

  OpenCall(long number, Instant at, CallBudget.Origin origin, String provider, String model) {
    this.number = number;
    this.at = at;
    this.origin = origin;
    this.provider = provider;
    this.model = model;
  }

  /** It is about to be written; false where that is done, or needless as it has ended. */
  boolean claim() {
    return state.compareAndSet(State.UNWRITTEN, State.WRITTEN);
  }

  /** It could not be written. */
  void unclaim() {
    state.compareAndSet(State.WRITTEN, State.UNWRITTEN);
  }

  /** It has ended; whether a row of it is to be deleted. */
  boolean end() {
    return state.getAndSet(State.ENDED) == State.WRITTEN;
  }
}
