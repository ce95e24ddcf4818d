package dev.quern.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.quern.llm.reply.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a provider with one small call. */
@Component
public class ProviderProbe {

  private final ModelSwitch models;

  ProviderProbe(ModelSwitch models) {
    this.models = models;
  }

  /**
   * What came of it.
   *
   * @param reason why it failed, for people; null where it did not
   */
  public record Result(boolean ok, long latencyMs, String model, @Nullable String reason) {}

  /** Makes the call; a failure is a result, not an exception. */
  public Result probe(Provider provider) {
    Ask<String> ask =
        Ask.of(
            provider,
            Caller.NOBODY,
            new Wish.Answer(
                "A quern is a hand mill of two stones that grinds grain into meal.",
                "What is a quern?",
                "en"),
            "Reply with the word ready.",
            Reply::text);
    long begin = System.nanoTime();
    String reason = null;
    try {
      models.chat(ChatRequest.builder().messages(ask.messages()).build());
    } catch (RuntimeException e) {
      reason = Failures.of(provider, e).getMessage();
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    return new Result(reason == null, millis, provider.modelName(), reason);
  }
}
