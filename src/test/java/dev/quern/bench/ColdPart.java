package dev.quern.bench;

import dev.quern.testing.Latency;
import java.time.Duration;
import java.util.Optional;

/**
 * The first tasks after a start, and the same after 40,000 items, in one run and started the
 * recommended way: rates beside a bare client's and, where it can be run, a script's of the openai
 * package on the same server, and the time that an item takes beyond a call of the bare client: the
 * model server's timer is late by a millisecond or two for both.
 */
final class ColdPart implements Part {

  private static final int LATENCY_MS = 50;
  private static final int WARM_ROUNDS = 10;
  private static final int ITEMS = 4000;

  private record Window(int parallelism, int items, double cold, double warm) {}

  private static final Window[] WINDOWS = {
    new Window(3, 200, 0.95, 0.98),
    new Window(32, 2000, 0.95, 0.97),
    new Window(128, ITEMS, 0.85, 0.95)
  };

  @Override
  public void run(Report report) {
    Optional<OpenAiScript> script = OpenAiScript.find();
    try (Bench bench = new Bench("cold")) {
      bench.latency(0);
      bench.bareRate(20_000, 64); // server and bare client are warm, Quern is not
      String[] files = new String[WINDOWS.length];
      for (int i = 0; i < files.length; i++) {
        files[i] = bench.chunks("cold-" + WINDOWS[i].parallelism(), WINDOWS[i].items());
      }
      String all = files[files.length - 1];
      compare(bench, files, "cold", Optional.empty(), report);
      bench.latency(0);
      report.add(
          Figure.atLeast("Quern cold, at 0 ms, 64", bench.questions(all, 64), "items/s", 2000));
      for (int round = 1; round < WARM_ROUNDS; round++) {
        bench.questions(all, 64);
      }
      zero(bench, all, report);
      compare(bench, files, "warm", script, report);
      uneven(bench, files[1], report);
      double peak = ProcessUse.peakMb(bench.quern().pid());
      report.add(Figure.plain("resident at most, in the part cold", peak, "MB"));
    }
  }

  private static void compare(
      Bench bench, String[] files, String state, Optional<OpenAiScript> script, Report report) {
    bench.latency(LATENCY_MS);
    for (int i = 0; i < WINDOWS.length; i++) {
      Window window = WINDOWS[i];
      int parallelism = window.parallelism();
      String at = " at " + LATENCY_MS + " ms, " + parallelism;
      double bare = bench.bareRate(window.items(), parallelism);
      Percentiles slack = bench.gaps(parallelism, LATENCY_MS);
      double quern = bench.questions(files[i], parallelism);
      double aim = state.equals("cold") ? window.cold() : window.warm();
      report.add(Figure.atLeast("Quern " + state + " / bare client" + at, quern / bare, "", aim));
      if (parallelism == 32) {
        Percentiles gaps = bench.gaps(parallelism, LATENCY_MS);
        report.add(beyond(state, at, "p50", gaps.at(50) - slack.at(50), 1));
        report.add(beyond(state, at, "p99", gaps.at(99) - slack.at(99), 5));
      }
      script.ifPresent(
          peer ->
              report.add(
                  Figure.plain(
                      "script of the openai package / bare client" + at,
                      bench.scriptRate(peer, window.items(), parallelism) / bare,
                      "")));
    }
  }

  private static Figure beyond(String state, String at, String which, double millis, double aim) {
    String what = "an item beyond a call of the bare client, " + which + ", " + state + at;
    return state.equals("warm")
        ? Figure.atMost(what, millis, "ms", aim)
        : Figure.plain(what, millis, "ms");
  }

  private static void zero(Bench bench, String file, Report report) {
    long pid = bench.quern().pid();
    long postmaster = bench.quern().postmaster().orElse(-1L);
    double cpu = ProcessUse.cpuSeconds(pid);
    double database = ProcessUse.cpuSecondsWithDescendants(postmaster);
    report.add(
        Figure.atLeast("Quern warm, at 0 ms, 64", bench.questions(file, 64), "items/s", 4000));
    cpu = ProcessUse.cpuSeconds(pid) - cpu;
    database = ProcessUse.cpuSecondsWithDescendants(postmaster) - database;
    report.add(Figure.atMost("CPU of Quern an item, warm", cpu * 1e3 / ITEMS, "ms", 0.25));
    report.add(
        Figure.atMost("CPU of PostgreSQL an item, warm", database * 1e3 / ITEMS, "ms", 0.15));
  }

  private static void uneven(Bench bench, String file, Report report) {
    bench.server().latency(Latency.between(Duration.ofMillis(20), Duration.ofMillis(200)));
    double bare = bench.bareRate(2000, 8);
    bench.server().latency(Latency.between(Duration.ofMillis(20), Duration.ofMillis(200)));
    double quern = bench.questions(file, 8);
    report.add(Figure.atLeast("Quern warm / bare client at 20–200 ms, 8", quern / bare, "", 0.98));
  }
}
