package dev.quern.ops.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.util.StringUtils;

/** Logs in one line why a start has failed and what to do about it; the stack trace is at DEBUG. */
final class StartReport implements FailureAnalysisReporter {

  private static final Logger log = LoggerFactory.getLogger(StartReport.class);

  @Override
  public void report(FailureAnalysis analysis) {
    log.error(
        "Quern does not start. {} {}",
        sentence(analysis.getDescription()),
        StringUtils.hasText(analysis.getAction()) ? sentence(analysis.getAction()) : "");
    log.debug("This is where it failed", analysis.getCause());
  }

  private static String sentence(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.endsWith(".") || line.isEmpty() ? line : line + ".";
  }
}
