package dev.quern.bench;

import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the task engine takes: through-put of tasks, pick-up, cancel, and recovery of a kill. */
final class EnginePart implements Part {

  private static final int TASKS = 400;
  private static final int CLIENTS = 4;
  private static final int PICK_UPS = 200;
  private static final int CANCELS = 100;
  private static final int SLOW_ITEMS = 200;
  private static final int WINDOW = 16;

  @Override
  public void run(Report report) throws Exception {
    try (Bench bench = new Bench("engine")) {
      bench.warmUp();
      bench.latency(0);
      String one = bench.chunks("one", 1);
      throughput(bench, one, report);
      pickUp(bench, one, report);
      cancel(bench, one, report);
      recovery(bench, report);
    }
  }

  private static void throughput(Bench bench, String file, Report report) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    long begin = System.nanoTime();
    List<Future<String>> submitted = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      submitted.add(clients.submit(() -> bench.rest().submit(bench.project(), file, 1)));
    }
    for (Future<String> task : submitted) {
      task.get();
    }
    Await.until("all have ended", () -> openTasks(bench) == 0);
    double seconds = (System.nanoTime() - begin) / 1e9;
    clients.shutdown();
    report.add(
        Figure.plain("tasks of one item enqueued and completed", TASKS / seconds, "a second"));
  }

  private static int openTasks(Bench bench) {
    return bench.rest().get("/tasks?status=0&limit=1").path("total").asInt();
  }

  private static void pickUp(Bench bench, String file, Report report) {
    Percentiles times = new Percentiles();
    for (int i = 0; i < PICK_UPS; i++) {
      bench.server().traffic().reset();
      String task = bench.rest().submit(bench.project(), file, 1);
      Instant accepted = Instant.now();
      bench.rest().end(task);
      Duration time = Duration.between(accepted, bench.server().traffic().arrivals().get(0));
      times.add(time.isNegative() ? Duration.ZERO : time);
    }
    report.add(Figure.plain("from the 202 to the first model call, p50", times.at(50), "ms"));
    report.add(Figure.atMost("from the 202 to the first model call, p99", times.at(99), "ms", 300));
  }

  private static void cancel(Bench bench, String file, Report report) {
    Percentiles times = new Percentiles();
    bench.server().replyWith(request -> Faults.silence());
    for (int i = 0; i < CANCELS; i++) {
      String task = bench.rest().submit(bench.project(), file, 4);
      Await.until("its call hangs", () -> bench.server().traffic().inFlight() == 1);
      Instant told = Instant.now();
      bench.rest().cancel(task);
      Instant ended = Instant.parse(bench.rest().end(task).path("end_time").asText());
      times.add(Duration.between(told, ended));
      Await.until("its call is cut off", () -> bench.server().traffic().inFlight() == 0);
    }
    report.add(Figure.plain("cancel of hanging calls, p50", times.at(50), "ms"));
    report.add(Figure.atMost("cancel of hanging calls, p99", times.at(99), "ms", 1000));
  }

  private static void recovery(Bench bench, Report report) throws Exception {
    String slow = bench.chunks("slow", SLOW_ITEMS);
    bench.server().replyWith(request -> Replies.questions(3, request));
    bench.latency(300);
    bench.server().traffic().reset();
    String task = bench.rest().submit(bench.project(), slow, WINDOW);
    Await.until("it is half done", () -> bench.server().traffic().requests() > SLOW_ITEMS / 2);
    bench.quern().kill();
    int before = bench.server().traffic().requests();
    try (QuernProcess next = bench.restarted("engine-recovery")) {
      Instant up = Instant.now();
      Await.until("it goes on", () -> bench.server().traffic().requests() > before);
      Duration time = Duration.between(up, bench.server().traffic().arrivals().get(before));
      new QuernRest(next).end(task);
      report.add(
          Figure.atMost(
              "from health UP after kill -9 to the next model call",
              Math.max(0, time.toMillis()) / 1000.0,
              "s",
              5));
      report.add(
          Figure.atMost(
              "calls repeated after kill -9, window of " + WINDOW,
              bench.server().traffic().requests() - SLOW_ITEMS,
              "",
              WINDOW));
    }
  }
}
