package dev.quern.ops.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports that another process already uses Quern's port. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UsedPort extends AbstractFailureAnalyzer<PortInUseException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
    return new FailureAnalysis(
        "Another process listens on port " + cause.getPort(),
        "Stop it, or give this one another port (--server.port=8081)",
        cause);
  }
}
