package dev.quern.llm.limit.control;

import org.jspecify.annotations.Nullable;

/**
 * What a provider allows; a limit that is null does not exist.
 *
 * @param maxConcurrency requests in flight, over all nodes
 * @param requestsPerMinute over all nodes, spread evenly: in any 10 s a sixth of it plus 4 at most
 * @param tokensPerMinute over all nodes, in and out, spread evenly: in any 10 s a sixth of it plus
 *     the largest single request at most, as far as the estimates before the requests hold
 */
public record Limits(
    @Nullable Integer maxConcurrency,
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute) {

  public boolean any() {
    return maxConcurrency != null || requestsPerMinute != null || tokensPerMinute != null;
  }
}
