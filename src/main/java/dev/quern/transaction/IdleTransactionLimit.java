package dev.quern.transaction;

/**
 * For transactions that lock what other nodes wait for. If a process is suspended or loses power
 * inside of one, PostgreSQL keeps its session and the locks. So such a session is ended after 10 s
 * without activity, and the others go on.
 */
public final class IdleTransactionLimit {

  /** A condition that holds, for the first statement of the transaction. */
  public static final String CONDITION =
      "set_config('idle_in_transaction_session_timeout', '10s', true) is not null";

  private IdleTransactionLimit() {}
}
