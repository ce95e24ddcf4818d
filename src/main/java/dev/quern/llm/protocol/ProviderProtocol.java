package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.List;
import java.util.Set;

/** A protocol that providers speak, and how its models are asked. A bean each. */
interface ProviderProtocol {

  /** The values of {@code provider} that mean this. */
  Set<String> names();

  /** What a request for this would ask of the server beyond the plain protocol. */
  Set<ServerFeature> extras(ModelRequest<?> ask);

  /**
   * Asks once, and blocks until the whole reply is there; an interrupt ends it.
   *
   * @param extras those that the server has not refused
   * @throws RuntimeException whose causes {@link FailureClassifier} knows
   */
  ChatResponse chat(ChatRequest request, ModelRequest<?> ask, Set<ServerFeature> extras);

  /**
   * The names of the models that the server offers.
   *
   * @throws RuntimeException whose causes {@link FailureClassifier} knows
   */
  List<String> models(Provider provider);
}
