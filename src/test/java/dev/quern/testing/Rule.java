package dev.quern.testing;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the server answers to some requests before its default reply is asked; of several rules the
 * one that was made first and fits is taken. A rule does nothing before it has its answer.
 */
public final class Rule {

  private final Predicate<ReceivedRequest> condition;
  private volatile int left = Integer.MAX_VALUE;
  private volatile Function<ReceivedRequest, Answer> answer = request -> Replies.empty();
  private volatile boolean set;

  Rule(Predicate<ReceivedRequest> condition) {
    this.condition = condition;
  }

  /** The rule holds for so many of the requests that meet its condition, and is done then. */
  public Rule times(int count) {
    left = count;
    return this;
  }

  public void answer(Answer fixed) {
    answer(request -> fixed);
  }

  /** The function is called on the server's one thread: it must not block. */
  public void answer(Function<ReceivedRequest, Answer> made) {
    answer = made;
    set = true;
  }

  /** Called on the server's thread alone, so the count needs no lock. */
  boolean takes(ReceivedRequest request) {
    if (!set || left == 0 || !condition.test(request)) {
      return false;
    }
    left--;
    return true;
  }

  Answer answerTo(ReceivedRequest request) {
    return answer.apply(request);
  }
}
