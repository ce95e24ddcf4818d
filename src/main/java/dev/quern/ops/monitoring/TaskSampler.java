package dev.quern.ops.monitoring;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Traces every run, and the share {@code management.tracing.sampling.probability} of its items with
 * all their spans. If runs were sampled as a whole, a task of 100,000 items would send all of them
 * or none.
 */
@Component
@ConditionalOnProperty(TracingSwitch.ENDPOINT)
class TaskSampler implements Sampler {

  private final double share;
  private final Sampler others;

  TaskSampler(@Value("${management.tracing.sampling.probability:0.1}") double share) {
    this.share = share;
    this.others = Sampler.parentBased(Sampler.traceIdRatioBased(share));
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    boolean isRoot = !Span.fromContext(parent).getSpanContext().isValid();
    if (isRoot && name.startsWith("task ")) {
      return SamplingResult.recordAndSample();
    }
    if (!isRoot && name.startsWith("item ")) {
      return ThreadLocalRandom.current().nextDouble() < share
          ? SamplingResult.recordAndSample()
          : SamplingResult.drop();
    }
    return others.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "every task, " + share + " of the items";
  }
}
