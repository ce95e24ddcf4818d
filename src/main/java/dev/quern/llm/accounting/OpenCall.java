package dev.quern.llm.accounting;

import dev.quern.llm.request.CallBudget;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A call under way, and whether the database has a row of it. */
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

  /** Claims the call for writing; false if it is already written or has ended. */
  boolean claim() {
    return state.compareAndSet(State.UNWRITTEN, State.WRITTEN);
  }

  /** Records that writing failed. */
  void unclaim() {
    state.compareAndSet(State.WRITTEN, State.UNWRITTEN);
  }

  /** Records the end of the call; returns whether its row must be deleted. */
  boolean end() {
    return state.getAndSet(State.ENDED) == State.WRITTEN;
  }
}
