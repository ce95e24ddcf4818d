package dev.quern.task.lifecycle;

import dev.quern.task.failure.ItemFailure;
import dev.quern.task.run.Run;
import dev.quern.task.run.TaskItem;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Creates traces of runs and their items, if tracing is on, and puts the task and the item into the
 * log context while an attempt runs on its thread.
 */
@Component
class TaskTraces {

  private final @Nullable Tracer tracer;
  private final Map<Run, Span> runs = new ConcurrentHashMap<>();
  private final ThreadLocal<Attempt> attempts = new ThreadLocal<>();

  private record Attempt(Span span, Tracer.SpanInScope scope) {}

  TaskTraces(ObjectProvider<Tracer> tracers) {
    Tracer found = tracers.getIfAvailable(() -> Tracer.NOOP);
    this.tracer = found == Tracer.NOOP ? null : found;
  }

  /** Starts the trace of a run. */
  void begin(Run run) {
    if (tracer != null) {
      runs.put(
          run,
          tracer
              .spanBuilder()
              .setNoParent()
              .name("task " + run.task().taskType())
              .tag("quern.task.id", run.task().id())
              .tag("quern.project.id", run.task().projectId())
              .tag("quern.task.run", run.task().epoch())
              .start());
    }
  }

  /** Ends the trace of a run. */
  void end(Run run) {
    Span span = runs.remove(run);
    if (span != null) {
      if (run.stopped() != null) {
        span.tag("quern.task.stopped", run.stopped().name());
      }
      span.end();
    }
  }

  /** Starts the span of an attempt on this thread. */
  void begin(TaskItem item) {
    MDC.put("task", item.task().id());
    MDC.put("item", Integer.toString(item.seq()));
    Span run = tracer == null ? null : runs.get(item.run());
    if (tracer != null && run != null) {
      Span span =
          tracer
              .spanBuilder()
              .setParent(run.context())
              .name("item " + item.task().taskType())
              .tag("quern.task.id", item.task().id())
              .tag("quern.item", item.seq())
              .tag("quern.item.ref", item.ref())
              .tag("quern.item.attempt", item.attempts() + 1)
              .start();
      attempts.set(new Attempt(span, tracer.withSpan(span)));
    }
  }

  /** Marks the span of the attempt on this thread as failed. */
  void failed(ItemFailure failure) {
    Attempt attempt = attempts.get();
    if (attempt != null) {
      attempt.span().tag("error.type", failure.errorClass());
      attempt.span().event(failure.message());
    }
  }

  /** Ends the span of the attempt on this thread. */
  void end() {
    MDC.remove("task");
    MDC.remove("item");
    Attempt attempt = attempts.get();
    if (attempt != null) {
      attempts.remove();
      attempt.scope().close();
      attempt.span().end();
    }
  }
}
