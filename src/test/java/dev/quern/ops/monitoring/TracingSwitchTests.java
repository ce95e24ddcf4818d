package dev.quern.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.mock.env.MockEnvironment;

class TracingSwitchTests {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static boolean[] match(String endpoint) {
    TracingSwitch wanted = new TracingSwitch();
    wanted.setEnvironment(new MockEnvironment().withProperty(TracingSwitch.ENDPOINT, endpoint));
    return wanted.match(
        new String[] {
          OpenTelemetryTracingAutoConfiguration.class.getName(),
          OpenTelemetryLoggingAutoConfiguration.class.getName(),
          MicrometerTracingAutoConfiguration.class.getName(),
          AutoConfigurations.class.getName()
        },
        (AutoConfigurationMetadata) null);
  }

  @Test
  void leavesTheSdkOutWhereNoEndpointIsSet() {
    assertThat(match("")).containsExactly(false, false, true, true);
    assertThat(match("http://collector:4318/v1/traces")).containsExactly(true, true, true, true);
  }

  @Test
  void takesEveryTaskAndAShareOfItsItems() {
    TaskSampler sampler = new TaskSampler(0.25);
    Context run =
        Context.root()
            .with(
                Span.wrap(
                    SpanContext.create(
                        TRACE,
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault())));

    assertThat(sampled(sampler, Context.root(), "task a")).isTrue();
    long items = 0;
    for (int i = 0; i < 4000; i++) {
      items += sampled(sampler, run, "item a") ? 1 : 0;
    }
    assertThat(items).isBetween(800L, 1200L);
    assertThat(sampled(sampler, run, "chat m")).isTrue();
  }

  private static boolean sampled(TaskSampler sampler, Context parent, String name) {
    return sampler
            .shouldSample(parent, TRACE, name, SpanKind.INTERNAL, Attributes.empty(), List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }
}
