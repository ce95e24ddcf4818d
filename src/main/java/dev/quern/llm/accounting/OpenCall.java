package dev.quern.llm.accounting;

import dev.quern.llm.request.CallBudget;
import java.time.Instant;

/** A call under way, and whether the database has a row of it. */
final class OpenCall {

  private enum Row {
    NONE,
    /** The insert is under way, or has failed: its answer alone may have been lost. */
    MAYBE,
    WRITTEN
  }

  final long number;
  final Instant at;
  final CallBudget.Origin origin;
  final String provider;
  final String model;
  private Row row = Row.NONE;
  private boolean dropped;

  OpenCall(long number, Instant at, CallBudget.Origin origin, String provider, String model) {
    this.number = number;
    this.at = at;
    this.origin = origin;
    this.provider = provider;
    this.model = model;
  }

  /** Begins to write its row; false if that is written, or no longer wanted. */
  synchronized boolean begin() {
    if (dropped || row == Row.WRITTEN) {
      return false;
    }
    row = Row.MAYBE;
    return true;
  }

  synchronized void written() {
    row = Row.WRITTEN;
  }

  /** The call has ended and its record is dropped; returns whether there may be a row to delete. */
  synchronized boolean drop() {
    dropped = true;
    return row != Row.NONE;
  }

  /** Whether its row exists, unless another process has counted the call and deleted it. */
  synchronized boolean isWritten() {
    return row == Row.WRITTEN;
  }

  /** Whether its row may exist. */
  synchronized boolean mayBeWritten() {
    return row != Row.NONE;
  }
}
