package dev.quern.llm.protocol;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.quern.llm.http.HttpSettings;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ReplySchema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a LangChain4j client; everything else is sent with each request.
 *
 * @param form the schema of all replies of a client; null for none
 * @param apiKey "none" if there is none, because the clients require one
 */
record ConnectionSettings(
    String url,
    String apiKey,
    long timeoutMillis,
    long idleMillis,
    Set<ServerFeature> extras,
    @Nullable ReplySchema form) {

  static ConnectionSettings of(Provider provider, Set<ServerFeature> extras) {
    return new ConnectionSettings(
        provider.url(),
        provider.apiKey() == null ? "none" : provider.apiKey(),
        provider.timeout().toMillis(),
        provider.idle().toMillis(),
        Set.copyOf(extras),
        null);
  }

  /** The same for replies in that form, where a client takes it and not a request. */
  ConnectionSettings holding(@Nullable ReplySchema toForm) {
    return new ConnectionSettings(url, apiKey, timeoutMillis, idleMillis, extras, toForm);
  }

  HttpClientBuilder http(ReplyEnvelope shape) {
    return new HttpSettings(timeoutMillis, idleMillis, shape).builder();
  }
}
