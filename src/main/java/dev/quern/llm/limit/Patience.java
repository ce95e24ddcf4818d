package dev.quern.llm.limit;

import java.time.Instant;

/** Is told while a request cannot go out since its provider is down or has asked for a pause. */
public interface Patience {

  /** It waits until then at least. */
  void waits(Instant nextTry);

  /** Whether it need not go out any more; looked at while it waits, about once a second. */
  default boolean isOver() {
    return false;
  }

  /** It goes out. */
  void goesOn();
}
