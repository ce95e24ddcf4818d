package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.EOFException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply, whole. The streams are read on the thread that asks, so when a model's method
 * returns, all has been said. A stream that ends before the model says why it stopped was cut.
 */
final class StreamCollector implements StreamingChatResponseHandler {

  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;

  private StreamCollector() {}

  static ChatResponse from(StreamingChatModel model, ChatRequest request) {
    StreamCollector collected = new StreamCollector();
    model.chat(request, collected);
    if (collected.failure != null) {
      throw collected.failure instanceof RuntimeException e
          ? e
          : new IllegalStateException(collected.failure);
    }
    ChatResponse response = collected.response;
    if (response == null || response.finishReason() == null) {
      throw new UncheckedIOException(new EOFException("the stream ended before the reply did"));
    }
    return response;
  }

  @Override
  public void onPartialResponse(String token) {
    // the model collects them
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
