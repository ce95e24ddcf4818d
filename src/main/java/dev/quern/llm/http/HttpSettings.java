package dev.quern.llm.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The settings of a client for each request.
 *
 * @param timeoutMillis for a whole reply
 * @param idleMillis between two tokens of a streamed one
 * @param rewrite changes the body of a request before it goes out
 */
public record HttpSettings(
    long timeoutMillis, long idleMillis, ReplyEnvelope shape, UnaryOperator<String> rewrite) {

  /** Without a change of bodies. */
  public HttpSettings(long timeoutMillis, long idleMillis, ReplyEnvelope shape) {
    this(timeoutMillis, idleMillis, shape, UnaryOperator.identity());
  }

  /** A client of its own. */
  public HttpClient client() {
    return new ModelHttp(this);
  }

  /** What LangChain4j makes its client from; the time-outs that it sets are ignored. */
  public HttpClientBuilder builder() {
    return new Builder(this);
  }

  private record Builder(HttpSettings settings) implements HttpClientBuilder {

    @Override
    public Duration connectTimeout() {
      return ModelConnections.CONNECT;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this; // the client is shared, and has one already
    }

    @Override
    public Duration readTimeout() {
      return Duration.ofMillis(settings.timeoutMillis());
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this; // the provider's own holds
    }

    @Override
    public HttpClient build() {
      return settings.client();
    }
  }
}
