package dev.quern.ops.monitoring;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Switches tracing off unless {@code management.otlp.tracing.endpoint} is set: then no spans are
 * created, and the SDK is not even loaded.
 */
public final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

  static final String ENDPOINT = "management.otlp.tracing.endpoint";

  private boolean on;

  @Override
  public void setEnvironment(Environment environment) {
    on = !environment.getProperty(ENDPOINT, "").isBlank();
  }

  @Override
  public boolean[] match(String[] classes, AutoConfigurationMetadata metadata) {
    boolean[] wanted = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      wanted[i] = on || classes[i] == null || !isAboutTraces(classes[i]);
    }
    return wanted;
  }

  /** Kept, because it does nothing without a tracer, and tests with a tracer need it. */
  private static boolean isAboutTraces(String name) {
    return (name.contains(".autoconfigure.tracing.")
            && !name.endsWith(".MicrometerTracingAutoConfiguration"))
        || name.contains("OpenTelemetry")
        || name.contains(".opentelemetry.");
  }
}
