package dev.quern.llm.accounting;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.quern.Usage;
import dev.quern.address.ServerAddress;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelCall;
import dev.quern.llm.request.ModelRequest;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates a span for each model call, as a child of its item's span, with the attributes of
 * OpenTelemetry's semantic conventions for generative AI. It contains neither prompts nor replies.
 */
final class CallTraces {

  private final @Nullable Tracer tracer;
  private final Clock clock;

  CallTraces(ObjectProvider<Tracer> tracers, Clock clock) {
    this.clock = clock;
    Tracer found = tracers.getIfAvailable(() -> Tracer.NOOP);
    this.tracer = found == Tracer.NOOP ? null : found;
  }

  /** Records the span of an ended call, from the time it was sent. */
  void ended(ModelRequest<?> modelRequest, ModelCall call) {
    Span parent = tracer == null ? null : tracer.currentSpan();
    if (tracer == null || parent == null || !Boolean.TRUE.equals(parent.context().sampled())) {
      return;
    }
    long now = clock.millis();
    Provider provider = modelRequest.provider();
    Span.Builder span =
        tracer
            .spanBuilder()
            .setParent(parent.context())
            .kind(Span.Kind.CLIENT)
            .name("chat " + provider.model())
            .startTimestamp(now - call.latencyMillis(), TimeUnit.MILLISECONDS)
            .tag("gen_ai.operation.name", "chat")
            .tag("gen_ai.provider.name", name(provider))
            .tag("gen_ai.request.model", provider.model())
            .tag("quern.provider.id", provider.key());
    if (modelRequest.maxTokens() != null) {
      span.tag("gen_ai.request.max_tokens", modelRequest.maxTokens());
    }
    if (provider.temperature() != null) {
      span.tag("gen_ai.request.temperature", provider.temperature());
    }
    address(span, provider);
    if (call.isAnswered()) {
      answer(span, modelRequest.response(), call.used(provider));
    }
    if (!call.callClass().equals(ModelCall.OK)) {
      span.tag("error.type", call.callClass());
    }
    span.start().end(now, TimeUnit.MILLISECONDS);
  }

  private static void answer(Span.Builder span, @Nullable ChatResponse response, Usage used) {
    span.tag("gen_ai.usage.input_tokens", used.inputTokens());
    span.tag("gen_ai.usage.output_tokens", used.outputTokens());
    ChatResponseMetadata more = response == null ? null : response.metadata();
    if (more == null) {
      return;
    }
    if (more.finishReason() != null) {
      String reason = more.finishReason().name().toLowerCase(Locale.ROOT);
      span.tagOfStrings("gen_ai.response.finish_reasons", List.of(reason));
    }
    if (more.modelName() != null) {
      span.tag("gen_ai.response.model", more.modelName());
    }
    if (more.id() != null) {
      span.tag("gen_ai.response.id", more.id());
    }
  }

  private static void address(Span.Builder span, Provider provider) {
    String url = provider.url();
    if (!url.isEmpty()) {
      ServerAddress.of(URI.create(url))
          .ifPresent(
              server -> {
                span.tag("server.address", server.host());
                span.tag("server.port", server.port());
              });
    }
  }

  /** The conventions' name of the provider. */
  private static String name(Provider provider) {
    return provider.provider().equals(Provider.GEMINI) ? "gcp.gemini" : provider.provider();
  }
}
