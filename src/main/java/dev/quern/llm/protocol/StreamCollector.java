package dev.quern.llm.protocol;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.StreamWatch;
import dev.quern.llm.accounting.CallAccounting;
import dev.quern.llm.accounting.TokenEstimate;
import dev.quern.llm.request.ModelRequest;
import java.io.EOFException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Collects a streamed reply. Streams are read on the calling thread, so the reply is complete when
 * the model's method returns. A stream that is complete, or that loops, is ended here, and its
 * tokens are estimated.
 */
final class StreamCollector implements StreamingChatResponseHandler {

  /** Servers send a token at a time, or a few; what is longer comes from one that gathers them. */
  private static final int MAX_TOKEN = 12;

  private final ModelRequest<?> modelRequest;
  private final StreamWatch watch;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private int parts;
  private @Nullable FinishReason cut;
  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;

  private StreamCollector(ModelRequest<?> modelRequest) {
    this.modelRequest = modelRequest;
    this.watch = new StreamWatch(modelRequest);
  }

  static ChatResponse from(
      StreamingChatModel model, ChatRequest request, ModelRequest<?> modelRequest) {
    StreamCollector collected = new StreamCollector(modelRequest);
    model.chat(request, collected);
    if (collected.cut != null) {
      return collected.soFar(collected.cut);
    }
    if (collected.failure != null) {
      throw collected.failure instanceof RuntimeException e
          ? e
          : new IllegalStateException(collected.failure);
    }
    if (collected.response == null) {
      throw ended();
    }
    return collected.response;
  }

  /** The failure of a stream that is over without a finish reason. */
  static UncheckedIOException ended() {
    return new UncheckedIOException(new EOFException("the stream ended before the reply did"));
  }

  private ChatResponse soFar(FinishReason reason) {
    int length = text.length() + thinking.length();
    boolean byToken = length <= (long) MAX_TOKEN * parts;
    long output = byToken ? parts : TokenEstimate.of(text) + TokenEstimate.of(thinking);
    return ChatResponse.builder()
        .aiMessage(
            AiMessage.builder()
                .text(text.toString())
                .thinking(thinking.isEmpty() ? null : thinking.toString())
                .build())
        .finishReason(reason)
        .tokenUsage(new TokenUsage((int) CallAccounting.input(modelRequest), (int) output))
        .build();
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    said(partial.text(), context.streamingHandle());
  }

  @Override
  public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
    said(partial.partialArguments(), context.streamingHandle());
  }

  @Override
  public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
    countPart();
    thinking.append(partial.text());
    cutIfOver(watch.ofThoughts(thinking), context.streamingHandle());
  }

  private void said(String part, StreamingHandle handle) {
    if (cut == null) {
      countPart();
      text.append(part);
      modelRequest.heard(part);
      cutIfOver(watch.ofText(text), handle);
    }
  }

  private void countPart() {
    parts++;
    if (parts == 1 && modelRequest.call() != null) {
      modelRequest.call().partCame();
    }
  }

  private void cutIfOver(@Nullable FinishReason over, StreamingHandle handle) {
    if (over != null && cut == null) {
      cut = over;
      handle.cancel();
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse whole) {
    response = whole;
  }

  @Override
  public void onError(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }
}
