package dev.quern.llm.limit;

import dev.quern.llm.limit.Cluster.State;
import dev.quern.llm.limit.Cluster.UnitKind;
import dev.quern.llm.limit.control.AdaptiveConcurrency;
import dev.quern.llm.limit.control.CircuitBreaker;
import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.limit.control.PacedRate;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the next request to a provider may go out. All times are nanoseconds of one clock
 * that the caller reads. Not thread-safe.
 */
final class Admission {

  /** No time is known: first a request must end or a grant must arrive. */
  static final long NEVER = Long.MAX_VALUE;

  /** Two intervals late at most, so that any 10 s hold a sixth of the minute's and 3 requests. */
  private static final long LATE_REQUESTS = -2;

  /** Tokens come in large pieces: a fixed lateness makes up for a wait that ends late. */
  private static final long LATE_TOKENS = 20_000_000;

  CircuitBreaker circuit = new CircuitBreaker();
  AdaptiveConcurrency concurrency = new AdaptiveConcurrency();
  private @Nullable PacedRate requests;
  private @Nullable PacedRate tokens;
  private boolean paused;
  private long pausedUntil;
  private int inFlight;
  private int granted;
  private State state = State.WAITING;
  private @Nullable Long resetAt;

  int inFlight() {
    return inFlight;
  }

  /** Sets what the node may do; called before each decision. */
  void setState(State now) {
    state = now;
  }

  /** Sets how many requests the cluster allows this node to have in flight, if it is not alone. */
  void setGranted(int places) {
    granted = places;
  }

  int granted() {
    return granted;
  }

  /** Adjusts the rates to the current settings of the provider. */
  void rates(Limits limits, long now) {
    requests = rate(requests, limits.requestsPerMinute(), LATE_REQUESTS, now);
    tokens = rate(tokens, limits.tokensPerMinute(), LATE_TOKENS, now);
  }

  private @Nullable PacedRate rate(
      @Nullable PacedRate known, @Nullable Integer perMinute, long late, long now) {
    if (perMinute == null) {
      return null;
    }
    PacedRate rate = known;
    if (rate == null || rate.perMinute() != perMinute) {
      rate = new PacedRate(perMinute, late, rate == null ? now : Math.max(now, rate.next()));
    }
    rate.shared(state == State.AMONG_OTHERS, now);
    return rate;
  }

  /** Nanoseconds for which the provider is down or has asked for a pause; 0 or less for none. */
  long blockedNanos(long now) {
    long pause = pause(now);
    return circuit.isOpen() ? Math.max(pause, circuit.nextTry() - now) : pause;
  }

  private long pause(long now) {
    return paused ? Math.max(0, pausedUntil - now) : 0;
  }

  /** Nanoseconds until a request may go out; 0 or less when that is now, or {@link #NEVER}. */
  long nanosUntilAdmitted(Limits limits, long now) {
    if (limits.any() && state == State.WAITING || inFlight >= places(limits)) {
      return NEVER;
    }
    long wait = Math.max(pause(now), circuit.untilFree(now));
    if (requests != null) {
      wait = Math.max(wait, requests.untilFree(now));
    }
    return tokens == null ? wait : Math.max(wait, tokens.untilFree(now));
  }

  /** The main reason why the next request waits, for metrics. */
  String waitReason(Limits limits, long now) {
    if (limits.any() && state == State.WAITING) {
      return "cluster";
    } else if (circuit.isOpen()) {
      return "circuit";
    } else if (pause(now) > 0) {
      return "pause";
    } else if (inFlight >= places(limits)) {
      return "concurrency";
    }
    long byRequests = requests == null ? 0 : requests.untilFree(now);
    long byTokens = tokens == null ? 0 : tokens.untilFree(now);
    return byTokens > byRequests ? "tokens" : "requests";
  }

  private int places(Limits limits) {
    int max = concurrency.limit();
    if (limits.maxConcurrency() != null) {
      max = Math.min(max, limits.maxConcurrency());
      if (state == State.AMONG_OTHERS) {
        max = Math.min(max, granted);
      }
    }
    return max;
  }

  /** Records that a request is sent. */
  Permit take(Limits limits, String item, long estimate, long now) {
    inFlight++;
    if (requests != null) {
      requests.take(now, 1);
    }
    if (tokens != null) {
      tokens.take(now, estimate);
    }
    return new Permit(limits, item, estimate, now, circuit.take());
  }

  /** Records that a request has ended and used {@code used} tokens; negative if unknown. */
  void release(Permit permit, long used) {
    inFlight--;
    if (permit.probe()) {
      circuit.releaseProbe();
    }
    if (tokens != null && used >= 0) {
      tokens.giveBack(permit.tokens() - used);
    }
  }

  /** Pauses all requests for that time. */
  void pause(Permit permit, long nanos, long now) {
    concurrency.decrease(inFlight, permit.sentAt(), now);
    pausedUntil = now + Math.max(pause(now), nanos);
    paused = true;
  }

  /** Forgets that the provider is down, paused or busy: it is another one from now on. */
  void reset(long now) {
    circuit = new CircuitBreaker();
    concurrency = new AdaptiveConcurrency();
    paused = false;
    resetAt = now;
  }

  /** Whether a request was sent to the provider as it was before. */
  boolean wentElsewhere(Permit permit) {
    return resetAt != null && permit.sentAt() - resetAt < 0;
  }

  /** The shared rate of that kind; null where there is none. */
  @Nullable PacedRate sharedRate(UnitKind kind) {
    PacedRate rate = kind == UnitKind.REQUESTS ? requests : tokens;
    return rate != null && rate.isShared() ? rate : null;
  }
}
