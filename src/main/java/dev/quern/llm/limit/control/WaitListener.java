package dev.quern.llm.limit.control;

import java.time.Instant;

/** Is told while a request cannot go out since its provider is down or has asked for a pause. */
public interface WaitListener {

  /** It waits until then at least. */
  void onWait(Instant nextTry);

  /** Whether it need not go out any more; looked at while it waits, about once a second. */
  default boolean isCancelled() {
    return false;
  }

  /** It goes out. */
  void onResume();
}
