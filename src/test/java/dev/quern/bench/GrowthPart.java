package dev.quern.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Claims and lists beside 10,000 finished tasks with 1,000,000 finished items. */
final class GrowthPart implements Part {

  private static final int CALLS = 500;
  private static final double AIM_MS = 20;

  private static final List<String> FILL =
      List.of(
          """
          insert into task (id, project_id, task_type, state, config, parallelism, listed,
              total_count, completed_count, start_time, end_time, create_at)
          select 'old-' || n, (select min(id) from project), 'question-generation', 'completed',
              '{}', 3, true, 100, 100, now(), now(), now() - n * interval '1 second'
          from generate_series(1, 10000) n
          """,
          """
          insert into task_item (task_id, seq, ref, state, attempts)
          select 'old-' || t, s, 'chunk', 'done', 1
          from generate_series(1, 10000) t, generate_series(1, 100) s
          """,
          "analyze");

  /** The statement by which db-scheduler looks for what is due. */
  private static final String DUE =
      """
      select * from scheduled_tasks where picked = false and execution_time <= now()
      order by priority desc, execution_time asc limit 12
      """;

  @Override
  public void run(Report report) throws Exception {
    try (Bench bench = new Bench("growth")) {
      bench.warmUp();
      bench.latency(0);
      String file = bench.chunks("one", 1);
      String url = bench.quern().databaseUrl();
      try (Connection database = DriverManager.getConnection(url)) {
        fill(database);
        Percentiles claims = claims(database);
        report.add(
            Figure.atMost("the scheduler's look for due tasks, p99", claims.at(99), "ms", AIM_MS));
      }
      list(bench, "/tasks?limit=100", "the list of 100 tasks, p99", report);
      list(bench, "/tasks?limit=100&state=completed&offset=9000", "a late page of it, p99", report);
      list(bench, "/tasks?limit=100&state=running", "the list of running tasks, p99", report);
      Percentiles whole = new Percentiles();
      for (int i = 0; i < 50; i++) {
        long begin = System.nanoTime();
        bench.rest().end(bench.rest().submit(bench.project(), file, 1));
        whole.add(Duration.ofNanos(System.nanoTime() - begin));
      }
      report.add(Figure.plain("a task of one item from POST to its end, p50", whole.at(50), "ms"));
    }
  }

  private static void fill(Connection database) throws Exception {
    try (Statement statement = database.createStatement()) {
      for (String sql : FILL) {
        statement.execute(sql);
      }
    }
  }

  private static Percentiles claims(Connection database) throws Exception {
    Percentiles times = new Percentiles();
    try (PreparedStatement due = database.prepareStatement(DUE)) {
      for (int i = 0; i < CALLS; i++) {
        long begin = System.nanoTime();
        due.executeQuery().close();
        times.add(Duration.ofNanos(System.nanoTime() - begin));
      }
    }
    return times;
  }

  private static void list(Bench bench, String path, String what, Report report) {
    for (int i = 0; i < CALLS; i++) {
      bench.rest().get(path); // until the JVM has compiled what lists take
    }
    Percentiles times = new Percentiles();
    for (int i = 0; i < CALLS; i++) {
      long begin = System.nanoTime();
      bench.rest().get(path);
      times.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    report.add(Figure.atMost(what, times.at(99), "ms", AIM_MS));
  }
}
