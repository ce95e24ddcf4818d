package dev.quern.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.UnreadableReplyException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the route that talks to models does with a reply, or with the lack of one. */
@Component("modelCalls")
public class ModelCalls {

  private static final Logger log = LoggerFactory.getLogger(ModelCalls.class);
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

  private final ProviderLimits limits;
  private final MeterRegistry meters;

  ModelCalls(ProviderLimits limits, MeterRegistry meters) {
    this.limits = limits;
    this.meters = meters;
  }

  /**
   * Reads the reply. The Ask is closed, or open to be asked once more.
   *
   * <p>The text is the Ask's own, not the message's body: a string that is handed to a bean as
   * <code>${body}</code> loses the quotes at its ends, and a reply of "null" becomes none.
   *
   * @throws ModelCallException when the reply cannot be used, and asking again would not help
   */
  public <T> Ask<T> read(Ask<T> ask) {
    ChatResponse response = ask.response();
    count(ask, response);
    FinishReason finish = response == null ? null : response.finishReason();
    String reply = text(response);
    if (finish == FinishReason.CONTENT_FILTER) {
      throw ModelCallException.ofReply(
          CallClass.CONTENT_FILTERED,
          "The filter of " + ask.provider() + " withheld the reply.",
          "content_filter",
          reply);
    }
    if (finish == FinishReason.LENGTH) {
      return cutOff(ask, response, reply);
    }
    try {
      ask.read(new Reply(reply, reasoning(response)));
    } catch (UnreadableReplyException e) {
      if (!ask.askToWriteAgain(reply, String.valueOf(e.getMessage()))) {
        throw ModelCallException.ofReply(
            CallClass.UNREADABLE, String.valueOf(e.getMessage()), name(finish), reply);
      }
    }
    return ask;
  }

  private static <T> Ask<T> cutOff(Ask<T> ask, ChatResponse response, String reply) {
    TokenUsage usage = response.tokenUsage();
    int used = usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount();
    if (!ask.askForMoreRoom(used)) {
      throw ModelCallException.ofReply(
          CallClass.CUT_OFF,
          "The reply was cut off at the most tokens, with more room too; raise max_tokens of "
              + ask.provider()
              + " or ask for less.",
          "length",
          reply);
    }
    return ask;
  }

  /**
   * Decides what a failed call means: a rate limit pauses the provider and leaves the Ask open.
   *
   * @throws ModelCallException for everything else
   */
  public <T> Ask<T> failed(Ask<T> ask, Throwable thrown) {
    ModelCallException failure = BlindModel.told(ask, Failures.of(ask.provider(), thrown));
    meters
        .counter(
            "quern.llm.calls",
            "provider",
            ask.provider().key(),
            "class",
            failure.callClass().wireName())
        .increment();
    if (failure.isAskedAgain()) {
      return ask; // without what the server refused; that is no attempt
    }
    if (failure.callClass() == CallClass.RATE_LIMITED && ask.waitOutRateLimit()) {
      Duration pause = failure.retryAfter() == null ? USUAL_PAUSE : failure.retryAfter();
      log.info("{} Waiting {} ms.", failure.getMessage(), pause.toMillis());
      limits.pause(ask.provider(), pause);
      return ask;
    }
    throw failure;
  }

  private void count(Ask<?> ask, @Nullable ChatResponse response) {
    TokenUsage usage = response == null ? null : response.tokenUsage();
    long in = usage == null || usage.inputTokenCount() == null ? 0 : usage.inputTokenCount();
    long out = usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount();
    ask.caller().settle(Consumption.NONE, Consumption.ofCall(in, out, 0));
    String provider = ask.provider().key();
    meters.counter("quern.llm.calls", "provider", provider, "class", "ok").increment();
    meters.counter("quern.llm.tokens", "provider", provider, "kind", "input").increment(in);
    meters.counter("quern.llm.tokens", "provider", provider, "kind", "output").increment(out);
  }

  private static String text(@Nullable ChatResponse response) {
    String text = response == null ? null : response.aiMessage().text();
    return text == null ? "" : text;
  }

  private static @Nullable String reasoning(@Nullable ChatResponse response) {
    String thinking = response == null ? null : response.aiMessage().thinking();
    return thinking == null || thinking.isBlank() ? null : thinking;
  }

  private static @Nullable String name(@Nullable FinishReason finish) {
    return finish == null ? null : finish.name().toLowerCase(Locale.ROOT);
  }
}
