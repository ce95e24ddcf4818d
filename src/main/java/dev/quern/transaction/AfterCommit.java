package dev.quern.transaction;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs an action after the transaction of this thread has committed. */
public final class AfterCommit {

  private AfterCommit() {}

  /** Runs the action after the commit; not at all after a rollback. Needs a transaction. */
  public static void run(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
