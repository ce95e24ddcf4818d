package dev.quern.llm;

import dev.quern.Usage;
import dev.quern.llm.limit.Permit;
import org.jspecify.annotations.Nullable;

/** One request to a model, from the moment that it may go out, and what became of it. */
final class Call {

  /** The class of a call that brought what was wanted. */
  static final String OK = "ok";

  /** The class of a call that was not made, since its reply was there already. */
  static final String CACHED = "cached";

  private final Permit permit;
  private final Usage most;
  private final long sentAt = System.nanoTime();
  private long inputTokens;
  private long outputTokens;
  private boolean answered;
  private String callClass = CallClass.STOPPED.wireName();

  /**
   * @param most what was reserved for it
   */
  Call(Permit permit, Usage most) {
    this.permit = permit;
    this.most = most;
  }

  Permit permit() {
    return permit;
  }

  Usage most() {
    return most;
  }

  /** A reply came that took so many tokens; 0 where the server does not count them. */
  void answered(long input, long output) {
    answered = true;
    inputTokens = input;
    outputTokens = output;
    callClass = OK;
  }

  /** It brought nothing usable. */
  void failed(CallClass why) {
    callClass = why.wireName();
  }

  /** It met an error of Quern's own. */
  void failedByBug() {
    callClass = "bug";
  }

  boolean isAnswered() {
    return answered;
  }

  String callClass() {
    return callClass;
  }

  /** What it took, by the prices of the provider. */
  Usage used(Provider provider) {
    return Usage.ofCall(inputTokens, outputTokens, provider.cost(inputTokens, outputTokens));
  }

  /** The tokens that it took; negative where that is not known. */
  long tokens() {
    long tokens = inputTokens + outputTokens;
    return answered && tokens == 0 ? -1 : tokens;
  }

  long latencyMillis() {
    return (System.nanoTime() - sentAt) / 1_000_000;
  }

  /** The reply, if there was one. */
  @Nullable Long outputTokens() {
    return answered ? outputTokens : null;
  }

  long inputTokens() {
    return inputTokens;
  }
}
