package dev.quern.tasktype;

import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.StoreUnavailableException;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.task.failure.FailurePolicy;
import dev.quern.task.failure.ItemFailure;
import dev.quern.task.failure.ItemFailure.Rule;
import dev.quern.task.run.RunStoppedException;
import dev.quern.tasktype.input.SourceDeletedException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The table of what each exception of a step means for an item. */
@Component
class ItemFailures implements FailurePolicy {

  private static final Logger log = LoggerFactory.getLogger(ItemFailures.class);

  /** Before a store of files that did not answer is asked again. */
  private static final Duration UNTIL_BACK = Duration.ofSeconds(10);

  @Override
  public ItemFailure of(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelCallException call) {
        return ofCall(call);
      }
      if (cause instanceof SourceDeletedException) {
        return failure(Rule.FAIL_ITEM, "source-gone", cause);
      }
      if (cause instanceof UnreadableFileException) {
        return failure(Rule.FAIL_ITEM, "unreadable-source", cause);
      }
      if (cause instanceof StoreUnavailableException) {
        String message = String.valueOf(cause.getMessage());
        return new ItemFailure(Rule.WAIT, "file-store", message, null, List.of(), UNTIL_BACK);
      }
      if (cause instanceof RunStoppedException || cause instanceof InterruptedException) {
        return failure(Rule.STOPPED, "stopped", cause);
      }
      if (cause instanceof DataAccessException) {
        return failure(Rule.RETRY, "database", cause);
      }
    }
    log.error("An item failed by an error of Quern", exception);
    return failure(Rule.RETRY, "bug", innermost(exception));
  }

  /** The root cause, without the messages of exceptions that wrap it. */
  private static Throwable innermost(Throwable exception) {
    Throwable cause = exception;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static ItemFailure ofCall(ModelCallException call) {
    if (call.isLeftToOthers()) {
      return new ItemFailure(
          Rule.WAIT,
          call.failureKind().wireName(),
          String.valueOf(call.getMessage()),
          null,
          call.rawReplies(),
          call.retryAfter());
    }
    Rule rule =
        switch (call.failureKind()) {
          case RATE_LIMITED, SERVER_ERROR, TIMEOUT, CONNECTION -> Rule.RETRY;
          case UNREADABLE,
              ECHO,
              REPETITION,
              TRUNCATED,
              BAD_REQUEST,
              CONTENT_FILTERED,
              NO_SOURCE_SENTENCE ->
              Rule.FAIL_ITEM;
          case UNAUTHORIZED, NO_SUCH_MODEL, UNSUPPORTED -> Rule.FAIL_TASK;
          case STOPPED -> Rule.STOPPED;
        };
    return new ItemFailure(
        rule,
        call.failureKind().wireName(),
        String.valueOf(call.getMessage()),
        call.finishReason(),
        call.rawReplies());
  }

  private static ItemFailure failure(Rule rule, String errorClass, Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new ItemFailure(rule, errorClass, message, null, List.of());
  }
}
