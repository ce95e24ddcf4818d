package dev.quern.ops.start;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports that the pool gets no connection from PostgreSQL: it is unreachable, or refuses the
 * login.
 */
final class UnreachableDatabase extends AbstractFailureAnalyzer<SQLTransientConnectionException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, SQLTransientConnectionException cause) {
    Throwable told = cause;
    while (told.getCause() instanceof SQLException driver) {
      told = driver; // the driver's own names the host
    }
    String why = String.valueOf(told.getMessage()).replaceAll("\\s+", " ").strip();
    return new FailureAnalysis(
        "The database cannot be reached: " + why,
        "Start it, or mend spring.datasource.url, username and password; without a URL Quern brings"
            + " its own",
        cause);
  }
}
