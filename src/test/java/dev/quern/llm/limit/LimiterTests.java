package dev.quern.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.limit.control.WaitListener;
import dev.quern.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Waiting at a provider's limits, with threads. */
class LimiterTests {

  private static final Limits ONE = new Limits(1, null, null);

  private final Limiter limiter = new Limiter("p", Cluster.ALONE, Clock.systemUTC());

  /** Notes what it is told. */
  private static final class Notes implements WaitListener {
    final List<String> told = new CopyOnWriteArrayList<>();
    volatile boolean over;
    volatile boolean outdated;
    volatile @Nullable Long end;

    @Override
    public void onWait(Instant nextTry) {
      told.add("waits");
    }

    @Override
    public void onResume() {
      told.add("goes on");
    }

    @Override
    public long nanosLeft() {
      return end == null ? Long.MAX_VALUE : end - System.nanoTime();
    }

    @Override
    public boolean isCancelled() {
      return over;
    }

    @Override
    public boolean isOutdated() {
      return outdated;
    }
  }

  private Permit now() {
    return acquire("other", new Notes()).join();
  }

  private CompletableFuture<Permit> acquire(String group, WaitListener listener) {
    CompletableFuture<Permit> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(limiter.acquire(ONE, group, group + "/1", 0, listener));
              } catch (InterruptedException | WaitTooLongException | OutdatedRequestException e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private void awaitWaiting(int count) {
    Await.until(count + " wait", () -> limiter.share().demand().wants() == count + 1);
  }

  @Test
  void anotherServerIsNotPausedByTheOneBefore() throws Exception {
    limiter.goesTo("one");
    Permit first = now();
    limiter.pause(first, Duration.ofHours(9));
    Notes notes = new Notes();
    CompletableFuture<Permit> old = acquire("task", notes);
    awaitWaiting(1);

    limiter.goesTo("one");
    assertThat(limiter.untilNextTry()).isPositive();
    notes.outdated = true;
    limiter.goesTo("another");

    assertThat(limiter.untilNextTry()).isZero();
    assertThatThrownBy(old::join).hasCauseInstanceOf(OutdatedRequestException.class);
    limiter.pause(first, Duration.ofHours(9)); // it was sent to the one before
    limiter.release(first, 0);
    assertThat(limiter.untilNextTry()).isZero();
    limiter.release(now(), 0);
  }

  @Test
  void isDownOnlyWhileSomethingAsksForIt() {
    for (int refused = 0; refused < 3; refused++) {
      Permit permit = now();
      limiter.down(permit, false);
      limiter.release(permit, 0);
    }
    assertThat(limiter.isDown()).isTrue();

    limiter.share().used(System.nanoTime() - Duration.ofMinutes(3).toNanos());
    assertThat(limiter.isDown()).isFalse();

    Notes notes = new Notes();
    CompletableFuture<Permit> waits = acquire("task", notes);
    Await.until("one waits", () -> limiter.waiting() == 1);
    assertThat(limiter.isDown()).isTrue();
    notes.over = true;
    Await.until("it has left", waits::isDone);
  }

  @Test
  void whatItsServerAnswersElsewhereEndsTheWaitForIt() {
    limiter.goesTo("one");
    for (int refused = 0; refused < 3; refused++) {
      Permit permit = now();
      limiter.down(permit, false);
      limiter.release(permit, 0);
    }

    limiter.reached("another");
    assertThat(limiter.isDown()).isTrue();
    limiter.reached("one");

    assertThat(limiter.isDown()).isFalse();
    assertThat(now().probe()).isFalse();
  }

  @Test
  void letsASmallTaskNotWaitForAllOfALargeOne() {
    Permit held = now();
    List<String> order = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 20; i++) {
      acquire("large", new Notes())
          .thenAccept(
              permit -> {
                order.add("large");
                limiter.release(permit, 0);
              });
      awaitWaiting(i + 1);
    }
    acquire("small", new Notes())
        .thenAccept(
            permit -> {
              order.add("small");
              limiter.release(permit, 0);
            });
    awaitWaiting(21);

    limiter.release(held, 0);

    Await.until("all were let through", () -> order.size() == 21);
    assertThat(order.indexOf("small")).isLessThanOrEqualTo(2);
  }

  @Test
  void tellsThoseWhoWaitThatTheProviderIsPausedAndThatItGoesOn() {
    Permit held = now();
    limiter.pause(held, Duration.ofMillis(300));
    limiter.release(held, 0);
    Notes notes = new Notes();

    limiter.release(acquire("a", notes).join(), 0);

    assertThat(notes.told).startsWith("waits").endsWith("goes on");
  }

  @Test
  void endsTheWaitForAProviderOfOneWhoIsNotWantedAnyMore() {
    Permit held = now();
    limiter.pause(held, Duration.ofDays(30));
    limiter.release(held, 0);
    Notes notes = new Notes();
    CompletableFuture<Permit> waits = acquire("a", notes);
    Await.until("it was told", () -> !notes.told.isEmpty());

    notes.over = true;

    assertThatThrownBy(waits::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(limiter.share().demand().wants()).isLessThanOrEqualTo(1);
  }

  @Test
  void refusesOneThatMustWaitLongerThanItMay() {
    Permit held = now();
    Notes hurried = new Notes();
    hurried.end = System.nanoTime() + 1_000_000;

    assertThatThrownBy(acquire("a", hurried)::join)
        .hasCauseInstanceOf(WaitTooLongException.class)
        .hasMessageContaining("concurrency");

    limiter.pause(held, Duration.ofHours(1));
    limiter.release(held, 0);
    hurried.end = System.nanoTime() + Duration.ofMinutes(59).toNanos();
    assertThatThrownBy(acquire("a", hurried)::join).hasMessageContaining("pause");
    assertThat(limiter.waiting()).isZero();
  }

  @Test
  void endsTheWaitOfOneThatIsInterruptedAtOnceAndLosesNoPlace() throws InterruptedException {
    Permit held = now();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread waits =
        new Thread(
            () -> {
              try {
                limiter.acquire(ONE, "a", "a/1", 0, new Notes());
              } catch (InterruptedException e) {
                ended.complete(e);
              }
            });
    waits.start();
    awaitWaiting(1);

    waits.interrupt();

    assertThat(ended.join()).isInstanceOf(InterruptedException.class);
    limiter.release(held, 0);
    limiter.release(now(), 0);
  }
}
