package dev.quern.llm.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process that is suspended while it writes its calls stops no other. */
class CallLocksTests {

  private final DataSource source = TestDatabase.create();
  private final JdbcTemplate jdbc = new JdbcTemplate(source);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(source));
  private final CallRepository rows = new CallRepository(jdbc, transaction);
  private final LostCalls lost =
      new LostCalls(JdbcClient.create(source), rows, new CallLog(rows, Clock.systemUTC()));

  private String patienceAfter(Runnable work) {
    return transaction.execute(
        status -> {
          work.run();
          return jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class);
        });
  }

  @Test
  void itsLocksEndWithASessionThatIsSilent() {
    assertThat(patienceAfter(() -> rows.add(List.of(), new DailyUsage()))).isEqualTo("10s");
    assertThat(patienceAfter(() -> lost.settle("no-task"))).isEqualTo("10s");
    assertThat(patienceAfter(() -> lost.settleOlderThan(Duration.ofDays(1)))).isEqualTo("10s");
    assertThat(patienceAfter(() -> {})).isEqualTo("0");
  }
}
