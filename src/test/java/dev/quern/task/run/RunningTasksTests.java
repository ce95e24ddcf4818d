package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.queue.RunRequest;
import dev.quern.testing.TestRows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop that comes late: its task has been resumed, and another run of it has begun. */
class RunningTasksTests {

  private static final EngineDatabase DATABASE = new EngineDatabase();
  private static final EngineNode NODE =
      new EngineNode("node", DATABASE.source(), new CountingType(DATABASE.jdbc()));

  private Task before;
  private Run run;

  @BeforeEach
  void begin() {
    String project = new TestRows(DATABASE.source()).project(Ids.next());
    NewTask task = NewTask.of(CountingType.NAME, null, CountingType.config(3, 1));
    String id = NODE.tasks().create(project, task).id();
    NODE.runs().close(NODE.runs().open(new RunRequest(id, 1)), new IllegalStateException("ends"));
    NODE.tasks().resume(id, ResumeOptions.NONE);
    before = NODE.tasks().get(id);
    run = NODE.runs().open(new RunRequest(id, 2));
    NODE.running().add(run);
  }

  @AfterAll
  static void close() {
    NODE.close();
    DATABASE.close();
  }

  @Test
  void stopsTheRunThatTheTaskHad() {
    NODE.running().stop(before, StopReason.PAUSED);
    assertThat(run.stopped()).isNull();

    NODE.running().stop(NODE.tasks().get(before.id()), StopReason.PAUSED);
    assertThat(run.stopped()).isEqualTo(StopReason.PAUSED);
  }
}
