package dev.quern.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;

/** A protocol that providers speak, and how its models are asked. A bean each. */
interface ModelKind {

  /** The values of {@code provider} that mean this. */
  Set<String> names();

  /** What a request for this would ask of the server beyond the plain protocol. */
  Set<Extra> extras(Ask<?> ask);

  /**
   * Asks once, and blocks until the whole reply is there; an interrupt ends it.
   *
   * @param extras those that the server has not refused
   * @throws RuntimeException whose causes {@link Failures} knows
   */
  ChatResponse chat(ChatRequest request, Ask<?> ask, Set<Extra> extras);

  /**
   * The names of the models that the server offers.
   *
   * @throws RuntimeException whose causes {@link Failures} knows
   */
  List<String> models(Provider provider);
}
