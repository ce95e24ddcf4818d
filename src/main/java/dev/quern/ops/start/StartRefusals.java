package dev.quern.ops.start;

import dev.quern.error.StartRefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports starts that Quern itself refuses because of its settings or its environment. */
final class StartRefusals extends AbstractFailureAnalyzer<StartRefusedException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, StartRefusedException cause) {
    return new FailureAnalysis(cause.problem(), cause.remedy(), cause);
  }
}
