package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/**
 * The engine against a small reference: users of two nodes ask for anything at random, workers run
 * what is due and crash now and then, on a real PostgreSQL; then what was acknowledged must hold.
 * Each history has a seed, which is printed; {@code -Dquern.test.seed=N} plays it alone (the
 * threads still take turns as they like).
 */
class EnginePropertyTests {

  private static final org.slf4j.Logger log = LoggerFactory.getLogger(EnginePropertyTests.class);
  private static final int TRIES = 12;
  private static final Map<String, Integer> seen = new TreeMap<>();

  private static EngineDatabase database;
  private static List<EngineNode> nodes;
  private static Level level;
  private static int passed;

  @BeforeContainer
  static void start() {
    level = logger().getLevel();
    logger().setLevel(Level.ERROR);
    database = new EngineDatabase();
    CountingType type = new CountingType(database.jdbc());
    nodes =
        List.of(
            new EngineNode("node-0", database.source(), type),
            new EngineNode("node-1", database.source(), type));
  }

  @AfterContainer
  static void stop() {
    nodes.forEach(EngineNode::close);
    database.close();
    logger().setLevel(level);
    log.info("Random histories of tasks: {}", seen);
    if (passed >= TRIES) {
      assertThat(seen.keySet())
          .as("what the histories must have had in them")
          .contains(
              "cancel",
              "pause",
              "resume",
              "delete",
              "crashes",
              "refused results",
              "joined",
              "final steps");
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.quern.task");
  }

  @Provide
  Arbitrary<Long> seeds() {
    Long fixed = Long.getLong("quern.test.seed");
    return fixed == null ? Arbitraries.longs() : Arbitraries.just(fixed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void keepsWhatItAcknowledges(@ForAll("seeds") long seed) {
    System.out.println("EnginePropertyTests: a random history, -Dquern.test.seed=" + seed);
    try (EngineHistory trial = new EngineHistory(nodes, database, seed)) {
      trial.act(30);
      trial.check("after the first requests of seed " + seed);
      trial.act(15);
      trial.check("after more requests of seed " + seed);
      trial.goOn();
      trial.check("after the resume of all, seed " + seed);
      trial.witness().seen().forEach((what, times) -> seen.merge(what, times, Integer::sum));
      passed++;
    }
  }
}
