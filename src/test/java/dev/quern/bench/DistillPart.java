package dev.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Cleaning of 1,000,000 entries with the same and the nearly same among them: of 20 one has the
 * question of another, one is another with two words more, and two are made of one template, so
 * that a hundred thousand are alike by three quarters and none a duplicate. A third has something
 * to clean.
 */
final class DistillPart implements Part {

  private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
  private static final double AIM_SECONDS = 300;

  private static final List<String> FILL =
      List.of(
          "create temp table words as select array_agg(substr(md5(n::text), 1, 3 + n % 6)) as w"
              + " from generate_series(1, 5000) n",
          // Some words are frequent and most are rare.
          """
          create temp table sentence as
          select s.n, (select string_agg(w[1 + floor(5000 * random() * random() * random())::int], ' ')
                       from words, generate_series(1, 10) where s.n = s.n) as text
          from generate_series(0, 19999) s (n)
          """,
          "analyze sentence");

  private static final String ENTRIES_SQL =
      """
      insert into dataset_entry (id, project_id, question, answer, create_at)
      select 'bench-' || x.n, ?,
          case when x.n % 10 = 5 then 'What is the capacity of pump ' || x.n || '?'
               when x.n % 20 = 0 then upper('Why ' || a.text || ' ' || x.b || ' ?')
               else 'Why ' || a.text || ' ' || x.b || case when x.n % 20 = 10 then ' exactly' else '' end
                    || case when x.n % 3 = 0 then '  ?' else '?' end end,
          case when x.n % 10 = 5 then 'The pump has a capacity of ' || (x.n + 50000000) || ' litres a minute.'
               when x.n % 20 = 0 then d.text || '. ' || e.text || '.'
               else c.text || case when x.n % 3 = 0 then ' , ' else ', ' end || d.text || '. ' || e.text
                    || '.' || case when x.n % 20 = 10 then ' indeed so' else '' end end,
          timestamptz '2026-01-01' + x.n * interval '1 millisecond'
      from (select n, case when n % 10 = 0 then n - 1 else n end as b from generate_series(1, ?) n) x
      join sentence a on a.n = abs(hashint4(x.b) % 20000)
      join sentence c on c.n = abs(hashint4(x.b + 100000000) % 20000)
      join sentence d on d.n = abs(hashint4(x.b + 200000000) % 20000)
      join sentence e on e.n = abs(hashint4(x.b + 300000000) % 20000)
      """;

  @Override
  public void run(Report report) throws Exception {
    try (Bench bench = new Bench("distill")) {
      String url = bench.quern().databaseUrl();
      try (Connection database = DriverManager.getConnection(url)) {
        fill(database, bench.project());
      }
      long pid = bench.quern().pid();
      long postmaster = bench.quern().postmaster().orElse(-1L);
      double before = ProcessUse.peakMb(pid);
      double cpu = ProcessUse.cpuSeconds(pid);
      double databaseCpu = ProcessUse.cpuSecondsWithDescendants(postmaster);
      long begin = System.nanoTime();
      JsonNode task =
          bench
              .rest()
              .end(
                  bench
                      .rest()
                      .submit(
                          bench.project(),
                          "data-distillation",
                          Map.of("remove_duplicates", true, "near_duplicates", 0.8)));
      double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
      if (!task.path("state").asText().equals("completed")) {
        throw new IllegalStateException("The task was to complete: " + task);
      }
      report.add(
          Figure.atMost("%,d entries distilled".formatted(ENTRIES), seconds, "s", AIM_SECONDS));
      report.add(Figure.plain("CPU of Quern", ProcessUse.cpuSeconds(pid) - cpu, "s"));
      report.add(
          Figure.plain(
              "CPU of PostgreSQL",
              ProcessUse.cpuSecondsWithDescendants(postmaster) - databaseCpu,
              "s"));
      report.add(Figure.plain("entries cleaned", task.at("/detail/changed/count").asDouble(), ""));
      report.add(
          Figure.plain(
              "removed for their question (one of 20 is to be)",
              task.at("/detail/removed/same_question").asDouble(),
              ""));
      report.add(
          Figure.plain(
              "removed as nearly the same (one of 20 is to be)",
              task.at("/detail/removed/near_duplicate").asDouble(),
              ""));
      report.add(Figure.plain("resident before, at most", before, "MB"));
      report.add(Figure.plain("resident, mapped files too, at most", ProcessUse.peakMb(pid), "MB"));
    }
  }

  private static void fill(Connection database, String project) throws Exception {
    try (Statement statement = database.createStatement();
        PreparedStatement entries = prepared(database, statement)) {
      entries.setString(1, project);
      entries.setInt(2, ENTRIES);
      entries.execute();
      statement.execute("analyze dataset_entry");
    }
  }

  private static PreparedStatement prepared(Connection database, Statement statement)
      throws Exception {
    for (String sql : FILL) {
      statement.execute(sql);
    }
    return database.prepareStatement(ENTRIES_SQL);
  }
}
