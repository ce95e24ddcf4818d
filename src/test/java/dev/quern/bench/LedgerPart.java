package dev.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One task of very many items, with 512 MB of heap: it is begun, cancelled, and resumed to its end.
 * {@code -Dbench.items=10000000} says how many; all but some thousands are done by a statement.
 */
final class LedgerPart implements Part {

  private static final int ITEMS = Integer.getInteger("bench.items", 1_000_000);
  private static final int RUN = 5000;
  private static final double AIM_MB = 120;
  private static final Duration MAX_WAIT = Duration.ofHours(2);

  private static final String FILE =
      """
      insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
      values ('large', ?, 'large.md', 'text/markdown', 1, 'large', 1)
      """;

  private static final String CHUNKS =
      """
      insert into chunk (id, project_id, file_id, file_name, name, index, content, size,
          start_offset, end_offset)
      select 'chunk-' || n, ?, 'large', 'large.md', 'large-part-' || n, n,
          'The mill number ' || n || ' grinds grain into meal between two stones.', 60, n, n + 60
      from generate_series(1, ?) n
      """;

  private static final String DONE =
      "update task_item set state = 'done' where task_id = ? and state = 'pending' and seq <= ?";

  private static final String FAILED =
      """
      update task_item set state = 'failed', error = 'for the benchmark'
      where task_id = ? and state = 'pending' and seq <= ?
      """;

  private static final String FAILURES_COUNTED =
      """
      update task set failed_count = (select count(*) from task_item
          where task_id = id and state = 'failed') where id = ?
      """;

  private static final String COUNTED =
      """
      update task set completed_count = total_count - (select count(*) from task_item
          where task_id = id and state = 'pending') where id = ?
      """;

  @Override
  public void run(Report report) throws Exception {
    try (Bench bench = new Bench("ledger");
        Connection database = DriverManager.getConnection(bench.quern().databaseUrl())) {
      QuernRest rest = bench.rest();
      change(database, FILE, bench.project());
      change(database, CHUNKS, bench.project(), ITEMS);
      vacuum(database, "chunk");

      String of = String.format("%,d items: ", ITEMS);
      long begin = System.nanoTime();
      String task =
          rest.submit(
              bench.project(),
              "question-generation",
              Map.of("provider_id", "bench", "parallelism", 64));
      await(rest, task, seen -> seen.path("completed_count").asInt() > 0);
      report.add(Figure.plain(of + "from POST to the first result", seconds(begin), "s"));
      await(rest, task, seen -> seen.path("completed_count").asInt() >= RUN);
      begin = System.nanoTime();
      rest.cancel(task);
      rest.end(task);
      report.add(Figure.plain(of + "cancelled after some thousands", seconds(begin), "s"));

      begin = System.nanoTime();
      rest.resume(task);
      report.add(Figure.plain(of + "resumed, answered in", seconds(begin), "s"));
      await(rest, task, seen -> seen.path("completed_count").asInt() >= 2 * RUN);
      live(report, bench, of + "alive on the heap while it runs");
      rest.cancel(task);
      rest.end(task);

      reopen(database, rest, task, report);

      change(database, DONE, task, ITEMS - RUN);
      change(database, COUNTED, task);
      vacuum(database, "task_item");
      begin = System.nanoTime();
      rest.resume(task);
      report.add(Figure.plain(of + "the last ones resumed, answered in", seconds(begin), "s"));
      await(rest, task, seen -> seen.path("completed_count").asInt() == ITEMS);
      begin = System.nanoTime();
      JsonNode ended = rest.end(task);
      report.add(Figure.plain(of + "closed after its last result", seconds(begin), "s"));
      if (!ended.path("state").asText().equals("completed")) {
        throw new IllegalStateException("The task ended as " + ended);
      }
      live(report, bench, of + "alive on the heap at its end");
      double most = ProcessUse.peakMb(bench.quern().pid());
      report.add(Figure.plain(of + "resident at most", most, "MB"));
    }
  }

  /** A tenth of the items has failed, and is resumed; once it is cancelled in the middle. */
  private static void reopen(Connection database, QuernRest rest, String task, Report report)
      throws Exception {
    int failed = ITEMS / 10;
    change(database, FAILED, task, failed);
    change(database, FAILURES_COUNTED, task);
    vacuum(database, "task_item");
    String of = String.format("%,d failed items: ", failed);
    long begin = System.nanoTime();
    rest.resume(task);
    report.add(Figure.plain(of + "resumed, answered in", seconds(begin), "s"));
    begin = System.nanoTime();
    rest.cancel(task);
    rest.end(task);
    report.add(Figure.plain(of + "cancelled while they are opened again", seconds(begin), "s"));
    begin = System.nanoTime();
    rest.resume(task);
    await(rest, task, seen -> seen.path("state").asText().equals("running"));
    report.add(Figure.plain(of + "resumed again, until the task runs", seconds(begin), "s"));
    if (rest.get("/tasks/" + task).path("failed_count").asLong() != 0) {
      throw new IllegalStateException("Not all failed items were opened again");
    }
    rest.cancel(task);
    rest.end(task);
  }

  private static void change(Connection database, String sql, Object... values) throws Exception {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static void vacuum(Connection database, String table) throws Exception {
    try (Statement statement = database.createStatement()) {
      statement.execute("vacuum analyze " + table);
    }
  }

  private static void await(QuernRest rest, String task, Predicate<JsonNode> awaited) {
    Await.atMost(MAX_WAIT)
        .sees("task " + task + " is that far", () -> rest.get("/tasks/" + task), awaited);
  }

  private static void live(Report report, Bench bench, String what) {
    double live = ProcessUse.liveHeapMb(bench.quern().pid());
    report.add(Figure.atMost(what, live, "MB", AIM_MB));
  }

  private static double seconds(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }
}
