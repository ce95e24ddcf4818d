package dev.quern.llm.protocol;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.quern.llm.http.HttpSettings;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.Provider;
import java.util.Set;

/**
 * What a client of LangChain4j is made of; all else goes with each request.
 *
 * @param apiKey "none" where there is none: the clients insist on one
 */
record ConnectionSettings(
    String url, String apiKey, long timeoutMillis, long idleMillis, Set<ServerFeature> extras) {

  static ConnectionSettings of(Provider provider, Set<ServerFeature> extras) {
    return new ConnectionSettings(
        provider.url(),
        provider.apiKey() == null ? "none" : provider.apiKey(),
        provider.timeout().toMillis(),
        provider.idle().toMillis(),
        Set.copyOf(extras));
  }

  HttpClientBuilder http(ReplyEnvelope shape) {
    return new HttpSettings(timeoutMillis, idleMillis, shape).builder();
  }
}
