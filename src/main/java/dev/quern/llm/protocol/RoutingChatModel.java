package dev.quern.llm.protocol;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.address.OutboundUrl;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The one model that the route's {@code langchain4j-chat} knows. It takes each request to the
 * provider that its {@link ModelRequest} names, with that provider's settings of this moment, and
 * hands the request what the component drops: usage, finish reason, reasoning.
 */
@Component("chatModel")
public class RoutingChatModel implements ChatModel {

  private final Map<String, ProviderProtocol> kinds = new HashMap<>();
  private final UnsupportedFeatures unsupported;
  private final FailureClassifier failures;

  RoutingChatModel(
      List<ProviderProtocol> kinds, UnsupportedFeatures unsupported, FailureClassifier failures) {
    this.failures = failures;
    this.unsupported = unsupported;
    kinds.forEach(kind -> kind.names().forEach(name -> this.kinds.put(name, kind)));
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    ModelRequest<?> modelRequest = ask(request.messages());
    Provider provider = modelRequest.provider();
    ProviderProtocol kind = kind(provider);
    modelRequest.hold(unsupported.held(provider, modelRequest.form()));
    Set<ServerFeature> extras = unsupported.allowed(provider, kind.extras(modelRequest));
    try {
      ChatResponse response = kind.chat(request, modelRequest, extras);
      modelRequest.received(response);
      return response;
    } catch (RuntimeException e) {
      if (unsupported.rememberIfRefused(modelRequest, extras, e)) {
        throw failures.classify(provider, e).toBeAskedAgain();
      }
      throw e;
    }
  }

  /**
   * The names of the models that a provider's server offers.
   *
   * @throws ModelCallException when it does not tell them
   */
  List<String> models(Provider provider) {
    try {
      return kind(provider).models(provider);
    } catch (RuntimeException e) {
      throw failures.classify(provider, e);
    }
  }

  private ProviderProtocol kind(Provider provider) {
    if (provider.isKeyLocked()) {
      throw ModelCallException.of(
          FailureKind.UNAUTHORIZED,
          "The API key of "
              + provider
              + " was encrypted with another key than this node has. Give the node that key"
              + " (QUERN_SECRET_KEY), or set the provider's API key again.",
          null);
    }
    if (!provider.isOffline() && OutboundUrl.leadsToMetadata(provider.url())) {
      throw ModelCallException.of(
          FailureKind.UNSUPPORTED,
          "The address of " + provider + " leads to a metadata address, which is not called.",
          null);
    }
    return Objects.requireNonNull(kinds.get(provider.provider()), "no such kind of provider");
  }

  private static ModelRequest<?> ask(List<ChatMessage> messages) {
    ChatMessage last = messages.get(messages.size() - 1);
    if (last instanceof UserMessage user
        && user.attributes().get(ModelRequest.ATTRIBUTE) instanceof ModelRequest<?> a) {
      return a;
    }
    throw new IllegalArgumentException("Messages to the model switch are made by a ModelRequest");
  }
}
