package dev.quern.llm.accounting;

/**
 * Learns from the calls to a provider: the ratio of its token count to the estimate, and the length
 * of its replies.
 */
final class TokenStatistics {

  private static final double WEIGHT = 0.05;
  private static final double FIRST_RATIO = 1.3;
  private static final int DEFAULT_REPLY = 300;
  private static final int LARGE_REPLY = 2048;
  private static final int FEW = 20;

  private double ratio = 1;
  private double highestRatio = FIRST_RATIO;
  private double reply = DEFAULT_REPLY;
  private long longestReply;
  private long calls;

  synchronized void add(long estimatedInput, long input, long output) {
    if (input > 0 && estimatedInput > 0) {
      double seen = (double) input / estimatedInput;
      ratio += WEIGHT * (seen - ratio);
      highestRatio = Math.max(highestRatio, seen);
    }
    if (input + output > 0) {
      reply = calls == 0 ? output : reply + WEIGHT * (output - reply);
      longestReply = Math.max(longestReply, output);
      calls++;
    }
  }

  synchronized long input(long estimate) {
    return Math.round(estimate * ratio);
  }

  /** The upper limit of the input tokens. */
  synchronized long mostInput(long estimate) {
    return (long) Math.ceil(estimate * highestRatio * (calls < FEW ? 1.2 : 1.05)) + 10;
  }

  synchronized long reply() {
    return Math.round(reply);
  }

  /** The upper limit of the tokens of a reply without a limit of its own. */
  synchronized long mostReply() {
    return Math.max(calls < FEW ? LARGE_REPLY : 64, 2 * longestReply);
  }
}
