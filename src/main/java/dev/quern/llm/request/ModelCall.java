package dev.quern.llm.request;

import dev.quern.Usage;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.limit.Permit;
import dev.quern.llm.provider.Provider;
import org.jspecify.annotations.Nullable;

/** One request to a model, from its permit to its result. */
public final class ModelCall {

  /** The class of a successful call. */
  public static final String OK = "ok";

  /** The class of a call that was not sent, because its reply was cached. */
  public static final String CACHED = "cached";

  private final Permit permit;
  private final Usage reserved;
  private final long estimate;
  private final long sentAt = System.nanoTime();
  private @Nullable Long firstTokenMillis;
  private long inputTokens;
  private long outputTokens;
  private boolean answered;
  private boolean estimated;
  private String callClass = FailureKind.STOPPED.wireName();

  /**
   * @param max what was reserved for it
   * @param estimate of the tokens of its messages
   */
  public ModelCall(Permit permit, Usage max, long estimate) {
    this.permit = permit;
    this.reserved = max;
    this.estimate = estimate;
  }

  public Permit permit() {
    return permit;
  }

  public Usage reserved() {
    return reserved;
  }

  /** The estimate of the tokens of its messages, made before it was sent. */
  public long estimate() {
    return estimate;
  }

  /** Records a reply and its tokens. */
  public void answered(long input, long output) {
    answered = true;
    inputTokens = input;
    outputTokens = output;
    callClass = OK;
  }

  /** Records a reply whose tokens the server has not counted, or not all of them. */
  public void estimated(long input, long output) {
    answered(input, output);
    estimated = true;
  }

  /** Records a failure. */
  public void failed(FailureKind why) {
    callClass = why.wireName();
  }

  /** Records an internal error. */
  public void failedByBug() {
    callClass = "bug";
  }

  public boolean isAnswered() {
    return answered;
  }

  public String callClass() {
    return callClass;
  }

  /** What the call used, with its cost by the provider's prices. */
  public Usage used(Provider provider) {
    return Usage.ofCall(inputTokens, outputTokens, provider.cost(inputTokens, outputTokens));
  }

  /** The tokens used; negative if the server has not counted them. */
  public long tokens() {
    return estimated ? -1 : inputTokens + outputTokens;
  }

  /** Whether the server has counted the tokens of its reply. */
  public boolean isCounted() {
    return answered && !estimated;
  }

  public long latencyMillis() {
    return (System.nanoTime() - sentAt) / 1_000_000;
  }

  /** Records the time of the first part of a streamed reply. */
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
