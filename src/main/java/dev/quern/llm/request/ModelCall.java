package dev.quern.llm.request;

import dev.quern.Usage;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.limit.Permit;
import dev.quern.llm.provider.Provider;
import org.jspecify.annotations.Nullable;

/** One request to a model, from the moment that it may go out, and what became of it. */
public final class ModelCall {

  /** The class of a call that brought what was wanted. */
  public static final String OK = "ok";

  /** The class of a call that was not made, since its reply was there already. */
  public static final String CACHED = "cached";

  private final Permit permit;
  private final Usage reserved;
  private final long sentAt = System.nanoTime();
  private @Nullable Long firstTokenMillis;
  private long inputTokens;
  private long outputTokens;
  private boolean answered;
  private String callClass = FailureKind.STOPPED.wireName();

  /**
   * @param max what was reserved for it
   */
  public ModelCall(Permit permit, Usage max) {
    this.permit = permit;
    this.reserved = max;
  }

  public Permit permit() {
    return permit;
  }

  public Usage reserved() {
    return reserved;
  }

  /** A reply came that took so many tokens; 0 where the server does not count them. */
  public void answered(long input, long output) {
    answered = true;
    inputTokens = input;
    outputTokens = output;
    callClass = OK;
  }

  /** It brought nothing usable. */
  public void failed(FailureKind why) {
    callClass = why.wireName();
  }

  /** It met an error of Quern's own. */
  public void failedByBug() {
    callClass = "bug";
  }

  public boolean isAnswered() {
    return answered;
  }

  public String callClass() {
    return callClass;
  }

  /** What it took, by the prices of the provider. */
  public Usage used(Provider provider) {
    return Usage.ofCall(inputTokens, outputTokens, provider.cost(inputTokens, outputTokens));
  }

  /** The tokens that it took; negative where that is not known. */
  public long tokens() {
    long tokens = inputTokens + outputTokens;
    return answered && tokens == 0 ? -1 : tokens;
  }

  public long latencyMillis() {
    return (System.nanoTime() - sentAt) / 1_000_000;
  }

  /** A part of a streamed reply came; the first one counts. */
  public void partCame() {
    if (firstTokenMillis == null) {
      firstTokenMillis = latencyMillis();
    }
  }

  /** From the request to the first part of a streamed reply; null where it was not streamed. */
  public @Nullable Long firstTokenMillis() {
    return firstTokenMillis;
  }

  /** The reply, if there was one. */
  public @Nullable Long outputTokens() {
    return answered ? outputTokens : null;
  }

  long inputTokens() {
    return inputTokens;
  }
}
