package dev.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * How long the cancel of a task takes that several nodes work on, every one of its calls hanging:
 * from the request, which any of the nodes is asked, to the end of the task.
 */
final class SharedCancels {

  private static final int CANCELS = 30;

  /** So slow that 30 rounds leave enough items for others to join, in milliseconds. */
  private static final int LATENCY = 2000;

  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private SharedCancels() {}

  /**
   * @param before the latency of the server's answers to go back to, in milliseconds
   */
  static void measure(
      Bench bench,
      List<QuernRest> nodes,
      String file,
      Map<String, Object> config,
      int before,
      Report report) {
    int places = (int) config.get("parallelism");
    Percentiles times = new Percentiles();
    bench.latency(LATENCY);
    String task = bench.rest().start(bench.project(), "question-generation", file, config);
    for (int i = 0; i < CANCELS; i++) {
      if (i > 0) {
        nodes.get(0).resume(task);
      }
      // Only once all have their places: who leads takes them all, and a hanging call frees none.
      Await.atMost(MAX_WAIT)
          .holds("all nodes have places", () -> working(nodes.get(0), task) == nodes.size());
      bench.server().replyWith(request -> Faults.silence());
      await("the calls of all nodes hang", bench, places);
      QuernRest asked = nodes.get(i % nodes.size());
      Instant told = Instant.now();
      asked.cancel(task);
      JsonNode ended = asked.end(task);
      times.add(Duration.between(told, Instant.parse(ended.path("end_time").asText())));
      await("they are cut off", bench, 0);
      bench.server().replyWith(request -> Replies.questions(3, request));
    }
    bench.latency(before);
    String what = "cancel of " + places + " hanging calls on " + nodes.size() + " nodes, ";
    report.add(Figure.plain(what + "p50 of " + CANCELS, times.at(50), "ms"));
    report.add(Figure.atMost(what + "the longest of " + CANCELS, times.at(100), "ms", 1000));
  }

  private static long working(QuernRest asked, String task) {
    JsonNode nodes = asked.get("/tasks/" + task).path("detail").path("nodes");
    return StreamSupport.stream(nodes.spliterator(), false)
        .filter(node -> node.path("places").asInt() > 0)
        .count();
  }

  private static void await(String what, Bench bench, int calls) {
    Await.atMost(MAX_WAIT).holds(what, () -> bench.server().traffic().inFlight() == calls);
  }
}
