package dev.quern.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.llm.limit.Cluster.State;
import dev.quern.llm.limit.control.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out when, in a time that the test makes pass. */
class AdmissionTests {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long TEN_SECONDS = 10 * SECOND;

  private final Admission admission = new Admission();
  private long now = 5 * SECOND;

  @BeforeEach
  void alone() {
    admission.setState(State.ALONE);
  }

  private record Sent(long at, long tokens) {}

  /** Sends as soon as it may, each wake-up a little late, for that many seconds. */
  private List<Sent> sendFor(int seconds, Limits limits, int mostTokens, long lateness) {
    Random random = new Random(7);
    List<Sent> sent = new ArrayList<>();
    long end = now + seconds * SECOND;
    while (now < end && sent.size() < 1_000_000) {
      admission.rates(limits, now);
      long wait = admission.nanosUntilAdmitted(limits, now);
      if (wait <= 0) {
        long tokens = mostTokens == 0 ? 0 : 1 + random.nextInt(mostTokens);
        Permit permit = admission.take(limits, "i", 2 * tokens, now);
        admission.release(permit, tokens); // the estimate was twice too high
        sent.add(new Sent(now, tokens));
      } else {
        now += wait + (long) (random.nextDouble() * lateness);
      }
    }
    return sent;
  }

  private static long mostIn(List<Sent> sent, long span, boolean tokens) {
    long max = 0;
    long sum = 0;
    Deque<Sent> window = new ArrayDeque<>();
    for (Sent one : sent) {
      window.add(one);
      sum += tokens ? one.tokens() : 1;
      while (window.peek().at() <= one.at() - span) {
        Sent gone = window.remove();
        sum -= tokens ? gone.tokens() : 1;
      }
      max = Math.max(max, sum);
    }
    return max;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 600, 6000})
  void spreadsRequestsEvenlyAndUsesTheWholeRate(int perMinute) {
    Limits limits = new Limits(null, perMinute, null);

    List<Sent> sent = sendFor(600, limits, 0, 2_000_000);

    assertThat(mostIn(sent, TEN_SECONDS, false)).isLessThanOrEqualTo(perMinute / 6 + 4);
    assertThat(sent.size()).isBetween(perMinute * 96 / 10, perMinute * 10 + 4);
  }

  @Test
  void makesNoBurstOfARest() {
    Limits limits = new Limits(null, 600, null);
    List<Sent> sent = new ArrayList<>(sendFor(20, limits, 0, 0));
    now += 300 * SECOND;
    sent.addAll(sendFor(20, limits, 0, 0));

    assertThat(mostIn(sent, TEN_SECONDS, false)).isLessThanOrEqualTo(104);
  }

  @Test
  void spreadsTokensEvenlyByWhatTheyReallyWere() {
    int perMinute = 60_000;

    List<Sent> sent = sendFor(600, new Limits(null, null, perMinute), 1000, 1_000_000);

    long all = sent.stream().mapToLong(Sent::tokens).sum();
    assertThat(mostIn(sent, TEN_SECONDS, true)).isLessThanOrEqualTo(perMinute / 6 + 1000 + 20);
    assertThat(all).isGreaterThan(perMinute * 95 / 10);
  }

  @Test
  void holdsTheNumberInFlight() {
    Limits limits = new Limits(2, null, null);
    Permit first = admission.take(limits, "a", 0, now);
    admission.take(limits, "b", 0, now);
    assertThat(admission.nanosUntilAdmitted(limits, now)).isEqualTo(Admission.NEVER);

    admission.release(first, 0);

    assertThat(admission.nanosUntilAdmitted(limits, now)).isZero();
  }

  @Test
  void pausesAndCutsOnceForABurstAndClimbsBack() {
    Limits limits = new Limits(8, null, null);
    List<Permit> burst = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      burst.add(admission.take(limits, "i" + i, 0, now));
    }
    now += SECOND;
    for (Permit permit : burst) {
      admission.pause(permit, 2 * SECOND, now);
      admission.release(permit, -1);
    }
    assertThat(admission.nanosUntilAdmitted(limits, now)).isEqualTo(2 * SECOND);
    now += 2 * SECOND;
    assertThat(placesOf(limits)).isEqualTo(6);

    for (int i = 0; i < 20; i++) {
      admission.concurrency.increase();
    }
    assertThat(placesOf(limits)).isEqualTo(8);
  }

  private int placesOf(Limits limits) {
    List<Permit> taken = new ArrayList<>();
    while (admission.nanosUntilAdmitted(limits, now) <= 0 && taken.size() < 100) {
      taken.add(admission.take(limits, "i", 0, now));
    }
    taken.forEach(permit -> admission.release(permit, 0));
    return taken.size();
  }

  @Test
  void letsOneTryWhetherAProviderIsBack() {
    Limits limits = new Limits(null, null, null);
    for (int i = 0; i < 3; i++) {
      Permit refused = admission.take(limits, "i", 0, now);
      admission.circuit.recordFailure("i", false, refused.probe(), now);
      admission.release(refused, 0);
    }
    assertThat(admission.nanosUntilAdmitted(limits, now)).isEqualTo(SECOND);
    assertThat(admission.blockedNanos(now)).isEqualTo(SECOND);
    now += SECOND;

    Permit probe = admission.take(limits, "i", 0, now);
    assertThat(probe.probe()).isTrue();
    assertThat(admission.nanosUntilAdmitted(limits, now)).isEqualTo(Admission.NEVER);
    admission.circuit.close();
    admission.release(probe, 0);

    assertThat(admission.nanosUntilAdmitted(limits, now)).isZero();
  }

  @Test
  void sendsNothingToALimitedProviderBeforeTheOthersKnowThisNode() {
    admission.setState(State.WAITING);

    assertThat(admission.nanosUntilAdmitted(new Limits(5, null, null), now))
        .isEqualTo(Admission.NEVER);
    assertThat(admission.nanosUntilAdmitted(new Limits(null, null, null), now)).isZero();
  }
}
