package dev.quern.llm.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Usage;
import dev.quern.llm.limit.Permit;
import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelCall;
import dev.quern.testing.FaultyDataSource;
import dev.quern.testing.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each call is counted once, however the database answers. */
class CallLogTests {

  private static final CallBudget.Origin ORIGIN = new CallBudget.Origin("project", "task", 1);

  private final FaultyDataSource source = new FaultyDataSource(TestDatabase.create());
  private final JdbcTemplate jdbc = new JdbcTemplate(source);
  private final CallRepository rows =
      new CallRepository(jdbc, new TransactionTemplate(new DataSourceTransactionManager(source)));
  private final CallLog log = new CallLog(rows, Clock.systemUTC());

  private ModelCall begin() {
    ModelCall call =
        new ModelCall(new Permit(new Limits(null, null, null), "item", 0, 0, false), Usage.NONE, 0);
    log.open().begin(call, ORIGIN, "mill", "m");
    return call;
  }

  private void end(ModelCall call) {
    OpenCall open = log.open().end(call);
    log.add(
        new CallRecord(
            Clock.systemUTC().instant(),
            ORIGIN,
            "mill",
            "m",
            ModelCall.OK,
            5,
            Usage.ofCall(100, 50, 0),
            open));
  }

  private void isCounted(int calls) {
    assertThat(jdbc.queryForObject("select count(*) from llm_call", Integer.class))
        .isEqualTo(calls);
    assertThat(jdbc.queryForObject("select sum(calls) from llm_usage", Integer.class))
        .isEqualTo(calls);
    assertThat(jdbc.queryForObject("select sum(input_tokens) from llm_usage", Integer.class))
        .isEqualTo(100 * calls);
    assertThat(jdbc.queryForObject("select count(*) from llm_open_call", Integer.class)).isZero();
  }

  @Test
  void aCallThatEndsWhileTheDatabaseIsAwayIsCounted() {
    ModelCall call = begin();
    source.away(true);
    log.flush(); // in vain
    end(call);
    log.flush();
    source.away(false);
    log.flush();

    isCounted(1);
  }

  @Test
  void aCallWhoseRowIsWrittenAtASecondTryIsCounted() {
    ModelCall call = begin();
    source.away(true);
    log.flush();
    source.away(false);
    log.flush();
    end(call);
    log.flush();

    isCounted(1);
  }

  @Test
  void callsWhoseCommitWasNotAnsweredAreCountedOnce() {
    end(begin());
    end(begin());
    source.loseNextAnswer();
    log.flush();
    assertThat(source.hasLostAnswer()).isTrue();
    end(begin());
    log.flush();

    isCounted(3);
  }

  @Test
  void callsThatCouldNotBeWrittenAreCountedLater() {
    end(begin());
    source.away(true);
    log.flush();
    end(begin());
    source.away(false);
    log.flush();

    isCounted(2);
  }
}
