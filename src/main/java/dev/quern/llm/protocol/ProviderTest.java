package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.quern.llm.ProviderLimits;
import dev.quern.llm.failure.ErrorText;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.failure.UnreachableProviderException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tests a provider with one small call. */
@Component
public class ProviderTest {

  /** The timeout: loading a model takes time, but a user waits for the answer. */
  private static final int MAX_SECONDS = 60;

  private final RoutingChatModel models;
  private final FailureClassifier failures;
  private final ProviderLimits limits;

  ProviderTest(RoutingChatModel models, FailureClassifier failures, ProviderLimits limits) {
    this.failures = failures;
    this.models = models;
    this.limits = limits;
  }

  /**
   * The result of the test.
   *
   * @param reason why it failed, for people; null if it succeeded
   */
  public record Result(boolean ok, long latencyMs, String model, @Nullable String reason) {}

  /**
   * Makes the call; a failure is a result, not an exception. A success ends the wait of this node's
   * calls for a provider that was down; those of other nodes wait for their next probe, a minute at
   * most.
   */
  public Result probe(Provider named) {
    Provider provider = named.withTimeout(MAX_SECONDS);
    ModelRequest<String> modelRequest =
        ModelRequest.of(
            provider,
            CallBudget.NOBODY,
            new OfflineIntent.Answer(
                "A quern is a hand mill of two stones that grinds grain into meal.",
                "What is a quern?",
                "en"),
            "Reply with the word ready.",
            Reply::text);
    long begin = System.nanoTime();
    String reason = reason(modelRequest);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    if (reason == null) {
      limits.reached(provider);
    }
    return new Result(reason == null, millis, provider.modelName(), reason);
  }

  /**
   * The names of the models that a provider's server offers.
   *
   * @throws UnreachableProviderException when it does not tell them
   */
  public List<String> models(Provider provider) {
    try {
      return models.models(provider);
    } catch (ModelCallException e) {
      throw new UnreachableProviderException(e);
    }
  }

  private @Nullable String reason(ModelRequest<?> modelRequest) {
    for (int refusals = 0; ; refusals++) {
      try {
        ChatRequest request = ChatRequest.builder().messages(modelRequest.messages()).build();
        String text = models.chat(request).aiMessage().text();
        return text == null || text.isBlank()
            ? ErrorText.sentence(modelRequest.provider(), "answered, but with an empty text")
            : null;
      } catch (RuntimeException e) {
        ModelCallException failure = failures.classify(modelRequest.provider(), e);
        if (!failure.isRetryWithoutFeature() || refusals == ServerFeature.values().length) {
          return failure.getMessage();
        }
      }
    }
  }
}
