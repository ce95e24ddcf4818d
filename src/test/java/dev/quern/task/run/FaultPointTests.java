package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultPointTests {

  @Test
  void isPassedForEverUnlessItIsNamed() {
    assertThat(FaultPoint.passings("after-claim", null)).isZero();
    assertThat(FaultPoint.passings("after-claim", "before-finish:2")).isZero();
    FaultPoint.AFTER_CLAIM.pass();
  }

  @Test
  void isDeadlyAtTheFirstTimeOrTheOneGiven() {
    assertThat(FaultPoint.passings("after-claim", "after-claim")).isEqualTo(1);
    assertThat(FaultPoint.passings("after-claim", "after-claim:3")).isEqualTo(3);
  }
}
