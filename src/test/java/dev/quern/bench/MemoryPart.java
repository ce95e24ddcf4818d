package dev.quern.bench;

import java.nio.file.Path;
import java.time.Duration;

/** A text of 100 MB and a task of 100,000 chunks, with 512 MB of heap. */
final class MemoryPart implements Part {

  private static final int CHUNKS = 100_000;
  private static final int CHUNK_LENGTH = 1000;
  private static final int PARALLELISM = 32;
  private static final double AIM_MB = 500;

  @Override
  public void run(Report report) {
    Path text = BenchText.write(Bench.TARGET.resolve("bench/large.txt"), CHUNKS, CHUNK_LENGTH);
    try (Bench bench = new Bench("memory")) {
      QuernRest rest = bench.rest();
      long pid = bench.quern().pid();
      long start = System.nanoTime();
      String file = rest.upload(bench.project(), text);
      report.add(Figure.plain("100 MB of text, uploaded", seconds(start), "s"));
      start = System.nanoTime();
      rest.run(bench.project(), "text-processing", file, BenchText.splitting());
      report.add(Figure.plain("split into 100,000 chunks", seconds(start), "s"));
      peak(report, pid, "after that");
      report.add(
          Figure.plain(
              "100,000 chunks at 0 ms, parallelism " + PARALLELISM,
              bench.questions(file, PARALLELISM),
              "items/s"));
      peak(report, pid, "after that");
    }
  }

  private static void peak(Report report, long pid, String when) {
    report.add(
        Figure.atMost("resident " + when + ", at most", ProcessUse.peakMb(pid), "MB", AIM_MB));
  }

  private static double seconds(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
  }
}
