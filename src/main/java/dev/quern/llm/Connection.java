package dev.quern.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.quern.llm.http.HttpSettings;
import dev.quern.llm.http.ReplyShape;
import java.util.Set;

/**
 * What a client of LangChain4j is made of; all else goes with each request.
 *
 * @param apiKey "none" where there is none: the clients insist on one
 */
record Connection(
    String url, String apiKey, long timeoutMillis, long idleMillis, Set<Extra> extras) {

  static Connection of(Provider provider, Set<Extra> extras) {
    return new Connection(
        provider.url(),
        provider.apiKey() == null ? "none" : provider.apiKey(),
        provider.timeout().toMillis(),
        provider.idle().toMillis(),
        Set.copyOf(extras));
  }

  HttpClientBuilder http(ReplyShape shape) {
    return new HttpSettings(timeoutMillis, idleMillis, shape).builder();
  }
}
