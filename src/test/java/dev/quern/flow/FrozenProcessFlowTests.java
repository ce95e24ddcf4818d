package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A process that is frozen within a transaction does not hold its locks for ever. */
class FrozenProcessFlowTests extends FlowTest {

  @Test
  void eachSessionEndsThatIsSilentWithinATransaction() {
    assertThat(jdbc.sql("show idle_in_transaction_session_timeout").query(String.class).single())
        .isEqualTo("5min");
  }
}
