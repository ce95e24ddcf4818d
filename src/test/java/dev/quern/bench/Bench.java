package dev.quern.bench;

import dev.quern.testing.Latency;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A running Quern with a model server and a project: what the parts about rates work with. */
final class Bench implements AutoCloseable {

  static final Path TARGET = Path.of("target").toAbsolutePath();
  static final Path JAR = TARGET.resolve("quern.jar");

  /** The recommended way to start; the archive that makes it fast is made by {@code package}. */
  static final Path LAUNCHER = TARGET.resolve("quern/bin/quern");

  static final Path HOME = TARGET.resolve("bench-home");

  private static final int WARM_UP = 5000;

  private final ModelServer server = ModelServer.start();
  private final BareClient bare = new BareClient(server.baseUrl());
  private final QuernProcess quern;
  private final QuernRest rest;
  private final String project;

  Bench(String part) {
    server.replyWith(request -> Replies.questions(3, request));
    quern = QuernProcess.start(LAUNCHER, QuernProcess.emptyHome(HOME), log(part));
    rest = new QuernRest(quern);
    rest.addProvider(server.baseUrl());
    project = rest.project(part);
  }

  static Path log(String part) {
    return TARGET.resolve("bench").resolve(part + ".log");
  }

  QuernProcess quern() {
    return quern;
  }

  QuernRest rest() {
    return rest;
  }

  String project() {
    return project;
  }

  /** A file of so many chunks of 500 characters in the project, split; returns its id. */
  String chunks(String name, int count) {
    String file =
        rest.upload(
            project, BenchText.write(TARGET.resolve("bench").resolve(name + ".txt"), count, 500));
    rest.run(project, "text-processing", file, BenchText.splitting());
    return file;
  }

  ModelServer server() {
    return server;
  }

  /** A Quern that follows a dead one on the same home. */
  QuernProcess restarted(String part) {
    return QuernProcess.start(LAUNCHER, HOME, log(part));
  }

  /**
   * Runs both sides until the JVMs have compiled what they run: on 2 cores, Quern's compiler took
   * half of the CPU for the first 15,000 items.
   */
  void warmUp() {
    String file = chunks("warm-up", WARM_UP);
    latency(0);
    bare.run(WARM_UP, 128);
    for (int round = 0; round < 4; round++) {
      questions(file, 128);
    }
  }

  void latency(int millis) {
    server.latency(Latency.fixed(Duration.ofMillis(millis)));
  }

  /** Requests a second of the bare client. */
  double bareRate(int requests, int parallelism) {
    server.traffic().reset();
    bare.run(requests, parallelism);
    return rate();
  }

  /** Items a second of question-generation over a file, every result committed. */
  double questions(String file, int parallelism) {
    server.traffic().reset();
    rest.run(
        project,
        "question-generation",
        file,
        Map.of("provider_id", "bench", "questions_per_chunk", 3, "parallelism", parallelism));
    return rate();
  }

  /** Requests a second of a script. */
  double scriptRate(OpenAiScript script, int requests, int parallelism) {
    server.traffic().reset();
    script.run(server.baseUrl(), requests, parallelism);
    return rate();
  }

  /**
   * How long the places of a full window stood empty: from an answer of a model that always takes
   * as long to the request that took its place. Of the last run, without the first tenth.
   */
  Percentiles gaps(int parallelism, int latencyMillis) {
    List<Instant> arrivals = server.traffic().arrivals();
    Percentiles gaps = new Percentiles();
    for (int i = arrivals.size() / 10; i + parallelism < arrivals.size(); i++) {
      Duration turn = Duration.between(arrivals.get(i), arrivals.get(i + parallelism));
      gaps.add(turn.minusMillis(latencyMillis));
    }
    return gaps;
  }

  /** Another provider at the model server, with limits; its id. */
  String provider(String id, Map<String, Object> limits) {
    rest.addProvider(id, server.baseUrl(), limits);
    return id;
  }

  /** As the server saw it: arrivals a second, without the first tenth of them. */
  double rate() {
    List<Instant> arrivals = server.traffic().arrivals();
    int first = arrivals.size() / 10;
    int last = arrivals.size() - 1;
    Duration span = Duration.between(arrivals.get(first), arrivals.get(last));
    return (last - first) / (span.toNanos() / 1e9);
  }

  @Override
  public void close() {
    quern.close();
    server.close();
  }
}
