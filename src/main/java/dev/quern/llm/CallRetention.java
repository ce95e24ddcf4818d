package dev.quern.llm;

import dev.quern.llm.accounting.CallRepository;
import dev.quern.llm.accounting.CallSettings;
import java.util.function.IntUnaryOperator;
import org.springframework.stereotype.Component;

/** Deletes calls and stored replies that are old enough, a batch a transaction. */
@Component
public class CallRetention {

  private static final int AT_ONCE = 5000;

  private final CallRepository calls;
  private final ReplyCache replies;
  private final CallSettings callSettings;
  private final CacheSettings cacheSettings;

  CallRetention(
      CallRepository calls,
      ReplyCache replies,
      CallSettings callSettings,
      CacheSettings cacheSettings) {
    this.calls = calls;
    this.replies = replies;
    this.callSettings = callSettings;
    this.cacheSettings = cacheSettings;
  }

  /** Deletes all that is too old. */
  public void trim() {
    all(max -> calls.trim(callSettings.keep(), max));
    all(max -> replies.trim(cacheSettings.keep(), max));
  }

  private static void all(IntUnaryOperator batch) {
    while (!Thread.currentThread().isInterrupted() && batch.applyAsInt(AT_ONCE) == AT_ONCE) {
      // the next batch
    }
  }
}
