package dev.quern.bench;

import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import dev.quern.testing.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a provider allows and what is used of it, a storm of refusals, and a cancel. */
final class LimitsPart implements Part {

  private static final int RPM = 600;
  private static final int RPM_ITEMS = 400;
  private static final Duration STORM = Duration.ofMinutes(1);

  @Override
  public void run(Report report) {
    try (Bench bench = new Bench("limits")) {
      bench.warmUp();
      rate(bench, report);
      for (int allowed : new int[] {3, 50, 200}) {
        concurrency(bench, allowed, report);
      }
      storm(bench, report);
      cancel(bench, report);
    }
  }

  private static Map<String, Object> config(String provider, int parallelism) {
    return Map.of("provider_id", provider, "parallelism", parallelism);
  }

  private static void rate(Bench bench, Report report) {
    String provider = bench.provider("rpm", Map.of("requests_per_minute", RPM));
    bench.latency(200);
    String file = bench.chunks("rpm", RPM_ITEMS);
    Traffic traffic = bench.server().traffic();
    traffic.reset();
    bench.rest().run(bench.project(), "question-generation", file, config(provider, 50));
    double achieved = bench.rate() * 60;
    report.add(Figure.atLeast("achieved / allowed at 600 requests/min", achieved / RPM, "", 0.95));
    report.add(
        Figure.atMost(
            "requests in 10 s at 600 requests/min, at most",
            traffic.mostWithin(Duration.ofSeconds(10)),
            "",
            RPM / 6.0 + 4));
  }

  /** Of the places and the time from the first arrival to the last answer, the share in use. */
  private static void concurrency(Bench bench, int allowed, Report report) {
    String provider = bench.provider("places-" + allowed, Map.of("max_concurrency", allowed));
    bench.latency(1000);
    String file = bench.chunks("places-" + allowed, 12 * allowed);
    Traffic traffic = bench.server().traffic();
    traffic.reset();
    bench.rest().run(bench.project(), "question-generation", file, config(provider, 300));
    String at = " at a max_concurrency of " + allowed;
    List<Instant> arrivals = traffic.arrivals();
    Duration span = Duration.between(arrivals.get(0), arrivals.get(arrivals.size() - 1));
    double used = arrivals.size() / (span.toMillis() / 1e3 + 1) / allowed;
    report.add(Figure.atLeast("achieved / allowed" + at, used, "", 0.95));
    report.add(Figure.atMost("in flight" + at + ", at most", traffic.maxInFlight(), "", allowed));
  }

  private static void storm(Bench bench, Report report) {
    String provider = bench.provider("storm", Map.of());
    bench.latency(50);
    String file = bench.chunks("storm", 500);
    Instant[] end = new Instant[1];
    bench
        .server()
        .on(
            request -> {
              end[0] = end[0] == null ? Instant.now().plus(STORM) : end[0];
              return Instant.now().isBefore(end[0]);
            })
        .answer(Faults.rateLimited());
    long begin = System.nanoTime();
    var task = bench.rest().run(bench.project(), "question-generation", file, config(provider, 50));
    double seconds = (System.nanoTime() - begin) / 1e9;
    bench.server().clearRules();
    report.add(
        Figure.atMost(
            "rows lost in a storm of 429 of a minute",
            500 - task.path("completed_count").asDouble(),
            "",
            0));
    report.add(
        Figure.plain("time lost beside the storm's own minute", seconds - STORM.toSeconds(), "s"));
  }

  private static void cancel(Bench bench, Report report) {
    String provider = bench.provider("cancel", Map.of());
    String file = bench.chunks("cancel", 300);
    Traffic traffic = bench.server().traffic();
    traffic.reset();
    bench.server().on(request -> true).answer(Faults.silence());
    String task =
        bench.rest().start(bench.project(), "question-generation", file, config(provider, 200));
    Await.until("200 hang", () -> traffic.inFlight() == 200);
    long begin = System.nanoTime();
    bench.rest().cancel(task);
    Await.until("all are aborted", () -> traffic.inFlight() == 0);
    double millis = (System.nanoTime() - begin) / 1e6;
    bench.server().clearRules();
    bench.server().replyWith(request -> Replies.questions(List.of("A?")));
    report.add(
        Figure.atLeast("calls in flight aborted by a cancel, of 200", traffic.aborted(), "", 200));
    report.add(Figure.plain("time until all were aborted", millis, "ms"));
  }
}
