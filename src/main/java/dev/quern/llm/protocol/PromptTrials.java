package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one prompt unchanged to a provider, so that a user can see the answer. */
@Component
public class PromptTrials {

  /** The timeout, as a user waits for the answer. */
  private static final int MAX_SECONDS = 120;

  private final RoutingChatModel models;

  PromptTrials(RoutingChatModel models) {
    this.models = models;
  }

  /**
   * The result.
   *
   * @param text the answer of the model; null if there was none
   * @param reason why there was no answer, for people; null if there was one
   */
  public record Trial(
      @Nullable String text,
      long latencyMs,
      long inputTokens,
      long outputTokens,
      String model,
      @Nullable String reason) {}

  /**
   * Asks the model; a failure is a result, not an exception. It uses no limits and is not recorded.
   */
  public Trial of(Provider named, String prompt) {
    Provider provider = named.withTimeout(MAX_SECONDS);
    OfflineIntent wish = new OfflineIntent.Answer(prompt, prompt, "en");
    ModelRequest<String> ask =
        ModelRequest.of(provider, CallBudget.NOBODY, wish, prompt, Reply::text);
    long begin = System.nanoTime();
    for (int refusals = 0; ; refusals++) {
      try {
        ChatRequest request = ChatRequest.builder().messages(ask.messages()).build();
        ChatResponse response = models.chat(request);
        TokenUsage usage = response.tokenUsage();
        return new Trial(
            response.aiMessage().text(),
            millisSince(begin),
            usage == null || usage.inputTokenCount() == null ? 0 : usage.inputTokenCount(),
            usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount(),
            provider.modelName(),
            null);
      } catch (RuntimeException e) {
        ModelCallException failure = FailureClassifier.of(provider, e);
        if (!failure.isRetryWithoutFeature() || refusals == ServerFeature.values().length) {
          String why = failure.getMessage();
          return new Trial(null, millisSince(begin), 0, 0, provider.modelName(), why);
        }
      }
    }
  }

  private static long millisSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }
}
