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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one prompt unchanged to a provider, so that a user can see the answer. */
@Component
public class PromptTrials {

  /** The timeout, as a user waits for the answer. */
  private static final int MAX_SECONDS = 120;

  private final RoutingChatModel models;
  private final FailureClassifier failures;

  PromptTrials(RoutingChatModel models, FailureClassifier failures) {
    this.failures = failures;
    this.models = models;
  }

  /**
   * The result.
   *
   * @param text as the model wrote it; null where it did not answer
   * @param firstMs until its first words
   * @param latencyMs until its last
   * @param reason why it did not, for people; null where it did
   */
  public record Trial(
      @Nullable String text,
      long firstMs,
      long latencyMs,
      long inputTokens,
      long outputTokens,
      String model,
      @Nullable String reason) {}

  /**
   * Asks, and hands the answer over as it comes; a failure is a result, not an exception. No limits
   * hold, and nothing is kept of it.
   *
   * @param ear takes the pieces of the text; one that does not listen any more interrupts its
   *     thread
   */
  public Trial of(Provider named, String prompt, Consumer<String> ear) {
    Provider provider = named.withTimeout(MAX_SECONDS).withStream();
    OfflineIntent intent = new OfflineIntent.Answer(prompt, prompt, "en");
    long begin = System.nanoTime();
    AtomicLong first = new AtomicLong();
    Consumer<String> heard =
        piece -> {
          first.compareAndSet(0, Math.max(1, millisSince(begin)));
          ear.accept(piece);
        };
    ModelRequest<String> modelRequest =
        ModelRequest.of(provider, CallBudget.NOBODY, intent, prompt, Reply::text).heardBy(heard);
    for (int refusals = 0; ; refusals++) {
      try {
        ChatRequest request = ChatRequest.builder().messages(modelRequest.messages()).build();
        ChatResponse response = models.chat(request);
        String text = response.aiMessage().text();
        if (first.get() == 0 && text != null) {
          heard.accept(text); // a provider that does not stream
        }
        TokenUsage usage = response.tokenUsage();
        return new Trial(
            text,
            first.get(),
            millisSince(begin),
            usage == null || usage.inputTokenCount() == null ? 0 : usage.inputTokenCount(),
            usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount(),
            provider.modelName(),
            null);
      } catch (RuntimeException e) {
        ModelCallException failure = failures.classify(provider, e);
        if (!failure.isRetryWithoutFeature() || refusals == ServerFeature.values().length) {
          String why = failure.getMessage();
          long end = millisSince(begin);
          return new Trial(null, first.get(), end, 0, 0, provider.modelName(), why);
        }
      }
    }
  }

  private static long millisSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }
}
