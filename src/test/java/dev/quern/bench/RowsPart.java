package dev.quern.bench;

import dev.quern.testing.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists of a project with 1,000,000 entries, over REST and as the page shows them. */
final class RowsPart implements Part {

  private static final int CALLS = 100;
  private static final double AIM_MS = 50;
  private static final double PAGE_AIM_MS = 100;
  private static final int MAX_ROWS_SHOWN = 200;
  private static final Duration MAX_BUILD = Duration.ofMinutes(30);
  private static final Pattern ROW = Pattern.compile("<tr data-row");

  private static final String FILL =
      """
      insert into dataset_entry (id, project_id, question, answer, cot, answer_type, tags, score,
          create_at, update_at)
      select 'row-' || n, ?, 'What does paragraph ' || n || ' say of mill ' || n % 977 || '?',
          repeat('It says that the stones grind grain into meal. ', 8), '', 'text', '{}',
          (n % 11) / 2.0, timestamptz '2026-01-01' + n * interval '1 second', now()
      from generate_series(1, 1000000) n
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public void run(Report report) throws Exception {
    try (Bench bench = new Bench("rows")) {
      String project = bench.rest().project("a million");
      fill(bench.quern().databaseUrl(), project);
      String rest = "/api/projects/" + project + "/datasets?limit=50";
      measure(bench, rest, "REST: the first 50 of 1,000,000 entries, p95", AIM_MS, report);
      measure(
          bench,
          rest + "&after=row-900000",
          "REST: 50 entries behind row 900,000, p95",
          AIM_MS,
          report);
      makeIndex(bench.quern().databaseUrl(), report);
      String search = rest + "&q=";
      measure(
          bench,
          search + "paragraph+123456",
          "REST: search for 1 of 1,000,000, p95",
          AIM_MS,
          report);
      measure(bench, search + "mill+500", "REST: search for 1,023 of them, p95", AIM_MS, report);
      measure(
          bench, search + "grain", "REST: search for what all of them say, p95", AIM_MS, report);
      measure(bench, search + "zz", "REST: search for two letters, p95", AIM_MS, report);
      String page = "/projects/" + project + "/entries";
      measure(bench, page, "the page: the first entries, p95", PAGE_AIM_MS, report);
      measure(
          bench, page + "?after=row-450000", "the page: its page 9,000, p95", PAGE_AIM_MS, report);
      measure(bench, page + "?before=end", "the page: its last page, p95", PAGE_AIM_MS, report);
      measure(
          bench, page + "?sort=-score", "the page: highest score first, p95", PAGE_AIM_MS, report);
      double shown = (double) rows(get(bench, page));
      report.add(Figure.atMost("rows in a page of the page", shown, "rows", MAX_ROWS_SHOWN));
    }
  }

  private static void fill(String url, String project) throws Exception {
    try (Connection database = DriverManager.getConnection(url);
        PreparedStatement fill = database.prepareStatement(FILL);
        Statement analyze = database.createStatement()) {
      fill.setString(1, project);
      fill.executeUpdate();
      analyze.execute("vacuum analyze dataset_entry");
    }
  }

  /** Lets housekeeping look now, and waits until it has made the index for searching. */
  private static void makeIndex(String url, Report report) throws Exception {
    long begin = System.nanoTime();
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.execute(
          "update housekeeping_tasks set execution_time = now() where task_name = 'make-search-indexes'");
      Await.atMost(MAX_BUILD).holds("the index for searching is made", () -> isMade(statement));
      statement.execute("vacuum analyze dataset_entry");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.add(Figure.plain("making the index for searching 1,000,000 entries", seconds, "s"));
  }

  private static boolean isMade(Statement statement) {
    try (var made =
        statement.executeQuery(
            "select 1 from pg_index where indisvalid and indexrelid = to_regclass('dataset_entry_by_text')")) {
      return made.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(Bench bench, String path, String what, double aim, Report report)
      throws Exception {
    for (int i = 0; i < CALLS; i++) {
      get(bench, path); // until the JVM has compiled what lists take
    }
    Percentiles times = new Percentiles();
    for (int i = 0; i < CALLS; i++) {
      long begin = System.nanoTime();
      get(bench, path);
      times.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    report.add(Figure.atMost(what, times.at(95), "ms", aim));
  }

  private String get(Bench bench, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bench.quern().url() + path))
            .header("Accept", "application/json, text/html")
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  private static int rows(String page) {
    Matcher row = ROW.matcher(page);
    int count = 0;
    while (row.find()) {
      count++;
    }
    return count;
  }
}
