package dev.quern.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeliveryBackoffTests {

  @Property
  void areUnderTenSecondsAtFirstAndUnderEightyMinutesLater(
      @ForAll @IntRange(min = 1, max = 1000) int tries, @ForAll long seed) {
    Duration wait = DeliveryBackoff.after(tries, new Random(seed));
    assertThat(wait).isPositive().isLessThan(Duration.ofSeconds(tries == 1 ? 9 : 4500));
  }

  @Property
  void growUntilTheyAreLong(
      @ForAll @IntRange(min = 1, max = 6) int tries, @ForAll long seed, @ForAll long other) {
    assertThat(DeliveryBackoff.after(tries + 1, new Random(seed)))
        .isGreaterThan(DeliveryBackoff.after(tries, new Random(other)));
  }

  @Test
  void makeSomeTwentyOrThirtyTriesInADay() {
    Duration sum = Duration.ZERO;
    int tries = 1;
    for (Random random = new Random(7); sum.compareTo(DeliveryBackoff.GIVE_UP_AFTER) < 0; tries++) {
      sum = sum.plus(DeliveryBackoff.after(tries, random));
    }
    assertThat(tries).isBetween(20, 40);
  }
}
