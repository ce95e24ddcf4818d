package dev.quern.bench;

/** The rate against a model that takes no time, and what an item costs. */
final class ZeroPart implements Part {

  private static final int ITEMS = 20_000;
  private static final double AIM_RATE = 1000;
  private static final double AIM_MB = 500;

  @Override
  public void run(Report report) {
    try (Bench bench = new Bench("zero")) {
      bench.warmUp();
      bench.latency(0);
      String file = bench.chunks("zero", ITEMS);
      for (int parallelism : new int[] {32, 128}) {
        measure(bench, file, parallelism, report);
      }
      double peak = ProcessUse.peakMb(bench.quern().pid());
      report.add(Figure.atMost("resident under that load, at most", peak, "MB", AIM_MB));
    }
  }

  private static void measure(Bench bench, String file, int parallelism, Report report) {
    String at = " at 0 ms, parallelism " + parallelism;
    double bare = bench.bareRate(ITEMS, parallelism);
    long pid = bench.quern().pid();
    long postmaster = bench.quern().postmaster().orElse(-1L);
    double cpu = ProcessUse.cpuSeconds(pid);
    double databaseCpu = ProcessUse.cpuSecondsWithDescendants(postmaster);
    double rate = bench.questions(file, parallelism);
    cpu = ProcessUse.cpuSeconds(pid) - cpu;
    databaseCpu = ProcessUse.cpuSecondsWithDescendants(postmaster) - databaseCpu;
    report.add(Figure.plain("bare client" + at, bare, "requests/s"));
    report.add(Figure.atLeast("Quern" + at, rate, "items/s", AIM_RATE));
    report.add(Figure.plain("CPU of Quern an item" + at, cpu * 1e3 / ITEMS, "ms"));
    report.add(Figure.plain("CPU of PostgreSQL an item" + at, databaseCpu * 1e3 / ITEMS, "ms"));
  }
}
