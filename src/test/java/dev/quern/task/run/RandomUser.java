package dev.quern.task.run;

import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.task.Tasks;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Somebody who asks for this and that at random, and tells the witness what was answered. */
final class RandomUser implements Runnable {

  private static final Set<TaskState> ENDS =
      EnumSet.of(TaskState.COMPLETED, TaskState.FAILED, TaskState.INTERRUPTED);

  private final EngineNode node;
  private final String project;
  private final EngineObserver witness;
  private final int operations;
  private final SplittableRandom random;

  RandomUser(
      EngineNode node,
      String project,
      EngineObserver witness,
      int operations,
      SplittableRandom random) {
    this.node = node;
    this.project = project;
    this.witness = witness;
    this.operations = operations;
    this.random = random;
  }

  @Override
  public void run() {
    for (int i = 0; i < operations; i++) {
      try {
        act(random.nextInt(100));
      } catch (RuntimeException e) {
        witness.unexpected("a request", e);
      }
      LockSupport.parkNanos(random.nextLong(6_000_000));
    }
  }

  private void act(int choice) {
    String id = witness.anyTask(random);
    if (id == null || choice < 30) {
      create();
    } else if (choice < 42) {
      ask(id, "cancel", not(TaskState.CANCELLING), () -> witness.cancelled(tasks().cancel(id)));
    } else if (choice < 55) {
      ask(
          id,
          "pause",
          not(TaskState.PAUSED, TaskState.CANCELLING),
          () -> witness.paused(tasks().pause(id)));
    } else if (choice < 77) {
      // an end with all results is not left either
      ask(id, "resume", ENDS_AND_PAUSED, () -> witness.resumed(tasks().resume(id, options())));
    } else if (choice < 85) {
      Integer parallelism = random.nextBoolean() ? random.nextInt(1, 6) : null;
      Integer priority = random.nextBoolean() ? random.nextInt(-5, 6) : null;
      ask(id, "change", not(), () -> tasks().change(id, parallelism, priority));
    } else if (choice < 90) {
      delete(id);
    } else {
      lookAfter(choice);
    }
  }

  private static final Set<TaskState> ENDS_AND_PAUSED =
      EnumSet.of(TaskState.PAUSED, TaskState.COMPLETED, TaskState.FAILED, TaskState.INTERRUPTED);

  private static Set<TaskState> not(TaskState... more) {
    Set<TaskState> states = EnumSet.complementOf(EnumSet.copyOf(ENDS));
    states.removeAll(List.of(more));
    return states;
  }

  private Tasks tasks() {
    return node.tasks();
  }

  private ResumeOptions options() {
    return new ResumeOptions(
        null, random.nextBoolean() ? random.nextInt(1, 6) : null, null, null, null, null);
  }

  private void create() {
    List<String> parents = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String parent = witness.anyTask(random);
      if (parent != null) {
        parents.add(parent);
      }
    }
    try {
      witness.created(tasks().create(project, task(parents)));
      witness.count("create");
    } catch (InvalidRequestException e) {
      if (parents.stream().noneMatch(witness::isDeleting)) {
        witness.unexpected("create after " + parents, e);
      }
    }
  }

  private NewTask task(List<String> parents) {
    double[] ratios = {0, 0.2, 0.5, 1};
    return new NewTask(
        CountingType.NAME,
        null,
        CountingType.config(Math.max(0, random.nextInt(-3, 31)), random.nextInt(1, 5)),
        null,
        random.nextInt(-5, 6),
        parents,
        random.nextInt(20) == 0 ? Instant.now().plusSeconds(3600) : null,
        null,
        ratios[random.nextInt(ratios.length)],
        random.nextInt(4) == 0 ? 2 : 1,
        random.nextInt(20) == 0 ? Duration.ofMillis(random.nextInt(1, 30)) : null,
        null,
        null,
        null);
  }

  /**
   * Makes a request that may be refused.
   *
   * @param takenIn the states in which it is taken; a refusal must name another one
   */
  private void ask(String id, String request, Set<TaskState> takenIn, Runnable work) {
    try {
      work.run();
      witness.count(request);
    } catch (IllegalMoveException | ConflictException e) {
      String message = String.valueOf(e.getMessage());
      TaskState named = named(message);
      boolean saysWhy =
          message.contains("every item has its result")
              || message.contains("was deleted before it had completed");
      if (named == null || takenIn.contains(named) && !saysWhy) {
        witness.unexpected(request, e);
      }
      witness.count("refused requests");
    } catch (NotFoundException e) {
      if (!witness.isDeleting(id)) {
        witness.unexpected(request, e);
      }
    }
  }

  /** The state in which a message says that the task is. */
  private static @Nullable TaskState named(String message) {
    for (TaskState state : TaskState.values()) {
      if (message.contains(" is " + state.wireName())) {
        return state;
      }
    }
    return null;
  }

  private void delete(String id) {
    witness.deleting(id);
    ask(id, "delete", ENDS, () -> tasks().delete(id));
  }

  /** What happens to a node of itself. */
  private void lookAfter(int choice) {
    if (choice < 94) {
      node.running().all().forEach(run -> run.stop(StopReason.SHUTDOWN, null));
    } else if (choice < 96) {
      node.running().all().forEach(run -> run.stop(StopReason.YIELDED, null));
    } else if (choice < 98) {
      node.age(Duration.ofMillis(1));
    } else if (node.recovery().queueForgotten() > 0) {
      witness.fault("an open task had no entry in the scheduler");
    }
  }
}
