package dev.quern.task;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away from a statement that it refuses. */
final class DatabaseAway {

  private DatabaseAway() {}

  /** Whether the same statement may succeed when the database is back. */
  static boolean says(RuntimeException e) {
    return e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof TransactionException;
  }
}
