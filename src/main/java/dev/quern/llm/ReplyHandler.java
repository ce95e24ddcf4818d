package dev.quern.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.accounting.TokenEstimate;
import dev.quern.llm.failure.ErrorText;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.UnreadableReplyException;
import dev.quern.llm.reply.text.Repetition;
import dev.quern.llm.request.ModelCall;
import dev.quern.llm.request.ModelRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Handles the reply of a model call, or its failure, for the route {@code call-provider}. */
@Component("replyHandler")
public class ReplyHandler {

  private static final Logger log = LoggerFactory.getLogger(ReplyHandler.class);

  /** A margin, longer than the next attempt takes to begin. */
  private static final Duration A_LITTLE = Duration.ofMillis(500);

  private final ProviderLimits limits;
  private final ReplyCache cache;
  private final FailureClassifier failures;

  ReplyHandler(ProviderLimits limits, ReplyCache cache, FailureClassifier failures) {
    this.failures = failures;
    this.limits = limits;
    this.cache = cache;
  }

  /** The messages to send to the model. */
  public List<ChatMessage> messages(ModelRequest<?> modelRequest) {
    return modelRequest.messages();
  }

  /**
   * Reads the reply. The request is closed, or open to be asked once more.
   *
   * <p>The text is the request's own, not the message's body: a string that is handed to a bean as
   * <code>${body}</code> loses the quotes at its ends, and a reply of "null" becomes none.
   *
   * @throws ModelCallException when the reply cannot be used, and asking again would not help
   */
  public <T> ModelRequest<T> read(ModelRequest<T> modelRequest) {
    ChatResponse response = modelRequest.response();
    ModelCall call = modelRequest.call();
    answered(modelRequest, call, response);
    try {
      return readReply(modelRequest, call, response);
    } catch (ModelCallException e) {
      note(call, e.failureKind());
      throw e;
    }
  }

  private <T> ModelRequest<T> readReply(
      ModelRequest<T> modelRequest, @Nullable ModelCall call, @Nullable ChatResponse response) {
    FinishReason finish = response == null ? null : response.finishReason();
    String reply = text(response);
    modelRequest.came(reply);
    if (finish == FinishReason.CONTENT_FILTER) {
      throw ModelCallException.ofReply(
          FailureKind.CONTENT_FILTERED,
          "The filter of " + modelRequest.provider() + " withheld" + theReply(modelRequest, reply),
          "content_filter",
          modelRequest.rawReplies());
    }
    if (finish == FinishReason.OTHER) {
      throw ModelCallException.ofReply(
          FailureKind.SERVER_ERROR,
          "The model server of " + modelRequest.provider() + " broke off its reply before the end.",
          name(finish),
          modelRequest.rawReplies());
    }
    Reply said = new Reply(reply, reasoning(response), finish == FinishReason.LENGTH);
    try {
      modelRequest.read(said);
      if (!said.cutOff()) {
        cache.keep(modelRequest, said);
      }
      return modelRequest;
    } catch (UnreadableReplyException e) {
      boolean cutOff = said.cutOff() && (e.fault() == Fault.FORM || e.fault() == Fault.CUT_OFF);
      note(call, cutOff ? FailureKind.TRUNCATED : failureKind(e.fault()));
      return cutOff
          ? CutOffReplies.again(modelRequest, said, response)
          : writeAgain(modelRequest, reply, finish, e);
    }
  }

  private static <T> ModelRequest<T> writeAgain(
      ModelRequest<T> modelRequest,
      String reply,
      @Nullable FinishReason finish,
      UnreadableReplyException e) {
    boolean shown = e.fault().isShown() && !Repetition.isIn(reply);
    if (modelRequest.retries().withFeedback(reply, shown, e.fault() == Fault.ECHO)) {
      return modelRequest;
    }
    throw ModelCallException.ofReply(
        failureKind(e.fault()),
        String.valueOf(e.getMessage()),
        name(finish),
        modelRequest.rawReplies());
  }

  private static FailureKind failureKind(Fault fault) {
    return switch (fault) {
      case FORM, LANGUAGE -> FailureKind.UNREADABLE;
      case CUT_OFF -> FailureKind.TRUNCATED;
      case LOOP -> FailureKind.REPETITION;
      case ECHO -> FailureKind.ECHO;
    };
  }

  private void answered(
      ModelRequest<?> modelRequest, @Nullable ModelCall call, @Nullable ChatResponse response) {
    if (call == null) {
      return;
    }
    TokenUsage usage = response == null ? null : response.tokenUsage();
    int input = usage == null ? 0 : orZero(usage.inputTokenCount());
    int output = usage == null ? 0 : orZero(usage.outputTokenCount());
    String thought = reasoning(response);
    long said =
        TokenEstimate.of(text(response)) + (thought == null ? 0 : TokenEstimate.of(thought));
    if (modelRequest.provider().isOffline() || input > 0 && (output > 0 || said == 0)) {
      call.answered(input, output);
    } else {
      call.estimated(input > 0 ? input : call.estimate(), output > 0 ? output : said);
    }
    limits.succeeded(modelRequest, call);
  }

  private static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static void note(@Nullable ModelCall call, FailureKind failureKind) {
    if (call != null) {
      call.failed(failureKind);
    }
  }

  /**
   * Decides what a failed call means. A rate limit pauses the provider and leaves the request open,
   * and so does a provider that is down.
   *
   * @throws ModelCallException for everything else
   */
  public <T> ModelRequest<T> failed(ModelRequest<T> modelRequest, Throwable thrown) {
    ModelCall call = modelRequest.call();
    if (call != null && call.isAnswered() && thrown instanceof RuntimeException e) {
      if (!(e instanceof ModelCallException)) {
        call.failedByBug();
      }
      throw e; // there was a reply, and it could not be used
    }
    ModelCallException failure =
        VisionRefusal.reclassify(modelRequest, failures.classify(modelRequest.provider(), thrown))
            .after(modelRequest.rawReplies());
    if (call == null) {
      throw failure;
    }
    call.failed(failure.failureKind());
    if (failure.isRetryWithoutFeature()) {
      limits.failed(modelRequest, call, failure);
      return modelRequest; // without what the server refused; that is no attempt
    }
    if (failure.failureKind() == FailureKind.RATE_LIMITED) {
      Duration pause = limits.pause(modelRequest, call, failure);
      if (modelRequest.retries().countRateLimit()) {
        log.info("{} Waiting {} ms.", failure.getMessage(), pause.toMillis());
        return modelRequest;
      }
    } else if (limits.failed(modelRequest, call, failure)) {
      log.info("{} Waiting for the provider to recover.", failure.getMessage());
      if (call.permit().probe() && modelRequest.budget().origin() != null) {
        throw failure.leaveNextTryToOthers(limits.tellWait(modelRequest).plus(A_LITTLE));
      }
      return modelRequest;
    }
    throw failure;
  }

  private static String theReply(ModelRequest<?> modelRequest, String reply) {
    String words = ErrorText.excerpt(modelRequest.provider(), reply);
    return " the reply" + (words.isEmpty() ? "." : ". What came is: \"" + words + "\"");
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
