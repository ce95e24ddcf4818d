package dev.quern.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quern.error.ConflictException;
import dev.quern.task.model.NewTask;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ScheduleFiringTests {

  private static final DataSource DATABASE = TestDatabase.create();
  private static final Instant DUE = Instant.parse("2026-03-01T10:00:00Z");

  private final ScheduleRepository rows = new ScheduleRepository(JdbcClient.create(DATABASE));
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
  private final List<String> made = new CopyOnWriteArrayList<>();
  private String id;

  @BeforeEach
  void makeSchedule() {
    id = "s" + System.nanoTime();
    String project = new TestRows(DATABASE).project("p" + id);
    NewTask task = NewTask.of("text-processing", null, JsonNodeFactory.instance.objectNode());
    rows.insert(id, project, CronInZone.of("0 0 * * * *", null), "UTC", task, DUE);
  }

  private ScheduleFiring at(Instant now, ScheduleFiring.Submit submit) {
    return new ScheduleFiring(rows, submit, transaction, Clock.fixed(now, ZoneOffset.UTC));
  }

  private String make(Schedule schedule) {
    made.add(schedule.id());
    return "task-" + made.size();
  }

  private Schedule schedule() {
    return rows.find(id).orElseThrow();
  }

  @Test
  void makeTheTaskThatIsDueAndMoveOn() {
    assertThat(at(DUE.plusMillis(400), this::make).fire(id)).contains(DUE.plusSeconds(3600));
    assertThat(made).hasSize(1);
    assertThat(schedule().lastFireAt()).isEqualTo(DUE);
    assertThat(schedule().lastTaskId()).isEqualTo("task-1");
    assertThat(schedule().lastError()).isNull();
  }

  @Test
  void makeNothingBeforeItsTime() {
    assertThat(at(DUE.minusMillis(1), this::make).fire(id)).contains(DUE);
    assertThat(made).isEmpty();
  }

  /** A node that died after the task was made: the entry is begun anew by another. */
  @Test
  void makeNothingWhenTheFireHasBeenMadeAlready() {
    at(DUE, this::make).fire(id);
    assertThat(at(DUE.plusSeconds(40), this::make).fire(id)).contains(DUE.plusSeconds(3600));
    assertThat(made).hasSize(1);
  }

  @Test
  void makeOneWhenManyWakeUpAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(8);
    Callable<Optional<Instant>> wakeUp =
        () -> {
          together.countDown();
          together.await();
          return at(DUE, this::make).fire(id);
        };
    var pool = Executors.newFixedThreadPool(8);
    List<Callable<Optional<Instant>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(wakeUp);
    }
    for (var next : pool.invokeAll(all)) {
      assertThat(next.get()).contains(DUE.plusSeconds(3600));
    }
    pool.shutdown();
    assertThat(made).hasSize(1);
  }

  @Test
  void makeUpOneOfThoseThatWereMissed() {
    Instant later = DUE.plusSeconds(10 * 3600 + 100);
    assertThat(at(later, this::make).fire(id)).contains(DUE.plusSeconds(11 * 3600));
    at(later.plusSeconds(1), this::make).fire(id);
    assertThat(made).hasSize(1);
  }

  @Test
  void goOnAfterARefusalAndSaySo() {
    ScheduleFiring.Submit refusing =
        schedule -> {
          throw ConflictException.because("The provider is gone.");
        };
    assertThat(at(DUE, refusing).fire(id)).contains(DUE.plusSeconds(3600));
    assertThat(schedule().lastError()).isEqualTo("The provider is gone.");
    assertThat(schedule().lastFireAt()).isEqualTo(DUE);
    assertThat(schedule().lastTaskId()).isNull();

    at(DUE.plusSeconds(3600), this::make).fire(id);
    assertThat(schedule().lastError()).isNull();
    assertThat(schedule().lastTaskId()).isEqualTo("task-1");
  }

  @Test
  void areStillDueWhenTheDatabaseWasAway() {
    ScheduleFiring.Submit away =
        schedule -> {
          throw new DataAccessResourceFailureException("no connection");
        };
    assertThatThrownBy(() -> at(DUE, away).fire(id))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(schedule().nextFireAt()).isEqualTo(DUE);
    at(DUE.plusSeconds(5), this::make).fire(id);
    assertThat(made).hasSize(1);
  }

  @Test
  void areOverWhenTheScheduleIsGone() {
    rows.delete(id);
    assertThat(at(DUE, this::make).fire(id)).isEmpty();
    assertThat(made).isEmpty();
  }
}
