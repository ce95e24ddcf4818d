package dev.quern.task.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MissedHeartbeatsTests {

  private static final Instant HEARTBEAT = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant NOW = HEARTBEAT.plusSeconds(30);

  private final MissedHeartbeats silent = new MissedHeartbeats(Duration.ofSeconds(8));

  @Test
  void holdsNoneForDeadAtFirstSight() {
    assertThat(silent.isDead("a:1", HEARTBEAT, NOW)).isFalse();
    assertThat(silent.isDead("b:1", HEARTBEAT, NOW)).isFalse();
  }

  @Test
  void holdsForDeadWhatIsStillSilentAtTheNextLook() {
    silent.isDead("a:1", HEARTBEAT, NOW);

    assertThat(silent.isDead("a:1", HEARTBEAT, NOW.plusSeconds(4))).isTrue();
  }

  @Test
  void beginsAnewAfterASignOfLife() {
    silent.isDead("a:1", HEARTBEAT, NOW);

    assertThat(silent.isDead("a:1", HEARTBEAT.plusSeconds(3), NOW.plusSeconds(4))).isFalse();
  }

  @Test
  void beginsAnewWhenItCouldNotLookItself() {
    silent.isDead("a:1", HEARTBEAT, NOW);

    assertThat(silent.isDead("a:1", HEARTBEAT, NOW.plusSeconds(20))).isFalse();
    assertThat(silent.isDead("a:1", HEARTBEAT, NOW.plusSeconds(24))).isTrue();
  }
}
