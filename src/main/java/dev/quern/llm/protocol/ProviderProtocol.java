package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.List;
import java.util.Set;

/** A protocol of providers, and how to call their models. Each protocol is a bean. */
interface ProviderProtocol {

  /** The values of {@code provider} for this protocol. */
  Set<String> names();

  /** The optional features that a request would use. */
  Set<ServerFeature> extras(ModelRequest<?> modelRequest);

  /**
   * Makes one call, and blocks until the whole reply has arrived; an interrupt ends it.
   *
   * @param extras the optional features that the server has not refused
   * @throws RuntimeException whose causes {@link FailureClassifier} knows
   */
  ChatResponse chat(ChatRequest request, ModelRequest<?> modelRequest, Set<ServerFeature> extras);

  /**
   * The names of the models that the server offers.
   *
   * @throws RuntimeException whose causes {@link FailureClassifier} knows
   */
  List<String> models(Provider provider);
}
