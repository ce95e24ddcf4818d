package dev.quern.bench;

/** The rate against a model that takes 50 ms, beside a bare client's on the same server. */
final class RatePart implements Part {

  private static final int LATENCY_MS = 50;

  private record Window(int parallelism, int requests, double aim) {}

  private static final Window[] WINDOWS = {
    new Window(3, 500, 0.97), new Window(32, 5_000, 0.97), new Window(128, 15_000, 0.93)
  };

  @Override
  public void run(Report report) {
    try (Bench bench = new Bench("rate")) {
      bench.warmUp();
      bench.latency(LATENCY_MS);
      for (Window window : WINDOWS) {
        compare(bench, window, report);
      }
    }
  }

  private static void compare(Bench bench, Window window, Report report) {
    int parallelism = window.parallelism();
    String file = bench.chunks("rate-" + parallelism, window.requests());
    double[] bare = new double[2];
    double[] quern = new double[2];
    for (int round = 0; round < 2; round++) {
      bare[round] = bench.bareRate(window.requests(), parallelism);
      quern[round] = bench.questions(file, parallelism);
    }
    String at = " at " + LATENCY_MS + " ms, parallelism " + parallelism;
    report.add(Figure.plain("bare client" + at, Median.of(bare), "requests/s"));
    report.add(Figure.plain("Quern" + at, Median.of(quern), "items/s"));
    report.add(
        Figure.atLeast(
            "Quern / bare client" + at, Median.of(quern) / Median.of(bare), "", window.aim()));
  }
}
