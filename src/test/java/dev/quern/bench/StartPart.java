package dev.quern.bench;

import java.io.IOException;
import java.nio.file.Path;

/** How long Quern takes until its health is UP, from the jar and extracted, and its memory then. */
final class StartPart implements Part {

  private static final double AIM_SECONDS = 7;
  private static final double AIM_LAUNCHER_SECONDS = 3.5;

  @Override
  public void run(Report report) throws IOException {
    Path home = QuernProcess.emptyHome(Bench.HOME);
    try (QuernProcess first = QuernProcess.start(Bench.JAR, home, Bench.log("start-first"))) {
      report.add(Figure.plain("first start, on an empty home", seconds(first), "s"));
    }
    double[] fat = new double[3];
    double[] cpu = new double[3];
    double[] resident = new double[3];
    measure(Bench.JAR, home, "start-jar", fat, cpu, resident);
    report.add(Figure.atMost("start of the jar", Median.of(fat), "s", AIM_SECONDS));
    report.add(Figure.plain("CPU until then", Median.of(cpu), "s"));
    report.add(Figure.plain("resident after it", Median.of(resident), "MB"));
    measure(Bench.LAUNCHER, home, "start-launcher", fat, cpu, resident);
    report.add(Figure.atMost("start of bin/quern", Median.of(fat), "s", AIM_LAUNCHER_SECONDS));
    report.add(Figure.plain("CPU until then", Median.of(cpu), "s"));
    report.add(Figure.plain("resident after it", Median.of(resident), "MB"));
    measure(extracted(), home, "start-extracted", fat, cpu, resident);
    report.add(Figure.atMost("start, extracted", Median.of(fat), "s", AIM_SECONDS));
    report.add(Figure.plain("resident after it", Median.of(resident), "MB"));
  }

  private static void measure(
      Path jar, Path home, String log, double[] seconds, double[] cpu, double[] resident) {
    for (int i = 0; i < seconds.length; i++) {
      try (QuernProcess quern = QuernProcess.start(jar, home, Bench.log(log))) {
        seconds[i] = seconds(quern);
        cpu[i] = ProcessUse.cpuSeconds(quern.pid());
        resident[i] = ProcessUse.residentMb(quern.pid());
      }
    }
  }

  private static double seconds(QuernProcess quern) {
    return quern.startTime().toMillis() / 1000.0;
  }

  private static Path extracted() throws IOException {
    Path folder = Bench.TARGET.resolve("extracted");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process extract =
        new ProcessBuilder(
                java,
                "-Djarmode=tools",
                "-jar",
                Bench.JAR.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString())
            .inheritIO()
            .start();
    try {
      if (extract.waitFor() != 0) {
        throw new IOException("The jar cannot be extracted; what it said stands above");
      }
    } catch (InterruptedException e) {
      extract.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the jar was extracted", e);
    }
    return folder.resolve("quern.jar");
  }
}
