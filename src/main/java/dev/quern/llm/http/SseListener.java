package dev.quern.llm.http;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the events of a stream. LangChain4j's parser logs exceptions of its listener and
 * continues, so that a reply would lack a token; here the first failure ends the stream.
 */
final class SseListener implements ServerSentEventListener {

  private final ServerSentEventListener listener;
  private final TokenStream stream;
  private final ReplyEnvelope shape;
  private final String contentType;
  private @Nullable Throwable failure;
  private boolean any;

  SseListener(
      ServerSentEventListener listener,
      TokenStream stream,
      ReplyEnvelope shape,
      String contentType) {
    this.listener = listener;
    this.stream = stream;
    this.shape = shape;
    this.contentType = contentType;
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    boolean nothing = event.data().isBlank() || "ping".equals(event.event());
    if (nothing || failure != null) {
      return; // what keeps a connection alive is no token
    }
    stream.token();
    any = true;
    try {
      String data = shape.event(event.data(), contentType);
      listener.onEvent(new ServerSentEvent(event.event(), data), context);
    } catch (RuntimeException e) {
      failure = e;
      context.parsingHandle().cancel();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** What ended the stream before its end; null where nothing did. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Whether the stream had an event. */
  boolean any() {
    return any;
  }
}
