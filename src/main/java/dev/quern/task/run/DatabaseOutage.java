package dev.quern.task.run;

import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Distinguishes an unreachable database from a refused statement, and waits until the database is
 * back.
 */
public final class DatabaseOutage {

  private static final Logger log = LoggerFactory.getLogger(DatabaseOutage.class);
  private static final long PAUSE_MS = 1000;

  /** The SQLSTATE of a write to a database that only reads: a standby, or one in maintenance. */
  private static final String READ_ONLY = "25006";

  /**
   * The SQLSTATE of a session that was ended because it idled in a transaction: this process had
   * been suspended.
   */
  private static final String IDLE_IN_TRANSACTION = "25P03";

  private final Run run;
  private final BooleanSupplier givenUp;

  /**
   * @param givenUp whether the run has stopped waiting
   */
  public DatabaseOutage(Run run, BooleanSupplier givenUp) {
    this.run = run;
    this.givenUp = givenUp;
  }

  /** Does work for the run, and repeats it while the database is unreachable. */
  public void retryUntilBack(Runnable work) {
    while (true) {
      try {
        work.run();
        return;
      } catch (DataAccessException | TransactionException e) {
        if (!isOutage(e) || givenUp.getAsBoolean()) {
          throw e;
        }
        log.warn("The {} waits for the database: {}", run, e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new CancellationException("closed while the database was away");
    }
  }

  /** Whether the statement may succeed once the database is back. */
  public static boolean isOutage(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof TransientDataAccessException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof TransactionException
          || cause instanceof SQLException sql
              && (READ_ONLY.equals(sql.getSQLState())
                  || IDLE_IN_TRANSACTION.equals(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
