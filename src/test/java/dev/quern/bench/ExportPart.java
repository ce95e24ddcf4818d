package dev.quern.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;

/** Downloads of 1,000,000 entries from a Quern with 256 MB of heap, and an import of them. */
final class ExportPart implements Part {

  private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
  private static final Path HOME = Bench.TARGET.resolve("bench-home");

  private static final String FILL =
      """
      insert into dataset_entry (id, project_id, question, answer, cot, score, tags, create_at)
      select 'bench-' || n, ?, 'What does the book say about the mill number ' || n || '?',
             'The mill number ' || n || ' ' || repeat(md5(n::text) || ' ', 9), 'because', 4, '{a,b}',
             timestamptz '2026-01-01' + n * interval '1 millisecond'
      from generate_series(1, ?) n
      """;

  @Override
  public void run(Report report) throws Exception {
    try (QuernProcess quern =
        QuernProcess.start(
            Bench.LAUNCHER, QuernProcess.emptyHome(HOME), Bench.log("export"), "-Xmx256m")) {
      QuernRest rest = new QuernRest(quern);
      String project = rest.project("export");
      String url = quern.databaseUrl();
      try (Connection database = DriverManager.getConnection(url);
          PreparedStatement fill = database.prepareStatement(FILL)) {
        fill.setString(1, project);
        fill.setInt(2, ENTRIES);
        fill.execute();
        database.createStatement().execute("vacuum analyze dataset_entry");
      }
      String export = quern.url() + "/api/projects/" + project + "/export";
      measure(report, export, "format=alpaca&as=jsonl", 20_000);
      measure(report, export, "format=alpaca&as=json", 20_000);
      measure(report, export, "format=alpaca&as=csv", 20_000);
      measure(report, export, "format=alpaca&as=parquet", 10_000);
      measure(report, export, "format=raw&as=jsonl", 0);
      measure(report, export, "format=raw&as=parquet", 0);
      for (String as : new String[] {"jsonl", "parquet"}) {
        takeIn(report, rest, export, quern.url(), as);
      }
      report.add(
          Figure.plain("peak memory of Quern, -Xmx256m", ProcessUse.peakMb(quern.pid()), "MB"));
    }
  }

  /** Of a file on this machine, into a project that is empty. */
  private static void takeIn(Report report, QuernRest rest, String export, String url, String as)
      throws Exception {
    Path file = Bench.TARGET.resolve("bench").resolve("export." + as);
    String query = "format=alpaca&as=" + as;
    try (InputStream in = URI.create(export + "?" + query).toURL().openStream()) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    String path = "/api/projects/" + rest.project("import-" + as) + "/datasets/import?" + query;
    long begin = System.nanoTime();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    if (!answer.body().contains("\"imported\":" + ENTRIES)) {
      throw new IllegalStateException("not all was taken in: " + answer.body());
    }
    Files.delete(file);
    report.add(
        Figure.plain(
            "%,d rows taken in, %s".formatted(ENTRIES, query), ENTRIES / seconds, "rows/s"));
  }

  private static void measure(Report report, String export, String query, double aim)
      throws Exception {
    long begin = System.nanoTime();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(export + "?" + query)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    String what = "%,d rows as %s".formatted(ENTRIES, query);
    double rate = ENTRIES / seconds;
    report.add(
        aim > 0 ? Figure.atLeast(what, rate, "rows/s", aim) : Figure.plain(what, rate, "rows/s"));
  }
}
