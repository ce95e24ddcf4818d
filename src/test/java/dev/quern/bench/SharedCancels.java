package dev.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How long the cancel of a task takes that several nodes work on, every one of its calls hanging:
 * from the request, which any of the nodes is asked, to the end of the task.
 */
final class SharedCancels {

  private static final int CANCELS = 30;
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private SharedCancels() {}

  static void measure(
      Bench bench, List<QuernRest> nodes, String file, Map<String, Object> config, Report report) {
    int places = (int) config.get("parallelism");
    Percentiles times = new Percentiles();
    bench.server().replyWith(request -> Faults.silence());
    String task = bench.rest().start(bench.project(), "question-generation", file, config);
    for (int i = 0; i < CANCELS; i++) {
      if (i > 0) {
        nodes.get(0).resume(task);
      }
      await("the calls of all nodes hang", bench, places);
      QuernRest asked = nodes.get(i % nodes.size());
      Instant told = Instant.now();
      asked.cancel(task);
      JsonNode ended = asked.end(task);
      times.add(Duration.between(told, Instant.parse(ended.path("end_time").asText())));
      await("they are cut off", bench, 0);
    }
    bench.server().replyWith(request -> Replies.questions(3, request));
    String what = "cancel of " + places + " hanging calls on " + nodes.size() + " nodes, ";
    report.add(Figure.plain(what + "p50 of " + CANCELS, times.at(50), "ms"));
    report.add(Figure.atMost(what + "the longest of " + CANCELS, times.at(100), "ms", 1000));
  }

  private static void await(String what, Bench bench, int calls) {
    Await.atMost(MAX_WAIT).holds(what, () -> bench.server().traffic().inFlight() == calls);
  }
}
