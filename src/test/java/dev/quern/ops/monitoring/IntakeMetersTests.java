package dev.quern.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.home.Home;
import dev.quern.pipeline.intake.SettledFiles;
import dev.quern.testing.Await;
import dev.quern.testing.PlainUser;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real folder's route is looked at in the flow tests; here a file takes as long as is wanted.
 */
class IntakeMetersTests {

  @TempDir Path home;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CamelContext camel = new DefaultCamelContext();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private Path inbox;
  private IntakeMeters meters;

  @BeforeEach
  void start() throws Exception {
    inbox = Files.createDirectories(home.resolve("inbox"));
    meters =
        new IntakeMeters(
            new Home(home),
            new MeterSettings(Duration.ofMillis(20)),
            registry,
            new SettledFiles(new Home(home)));
    camel.addRoutePolicyFactory(meters);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("file:"
                    + inbox
                    + "?recursive=true&initialDelay=0&delay=20&move=.done/${file:name}"
                    + "&antExclude=**/pipeline.yaml,**/*.part&antFilterCaseSensitive=false")
                .routeId("folder")
                .process(exchange -> gate.join());
            from("direct:read-upload").routeId("read-upload").process(exchange -> gate.join());
          }
        });
  }

  @AfterEach
  void stop() {
    gate.complete(null);
    camel.stop();
    meters.destroy();
  }

  private double waiting(String source) {
    return registry.get("quern.intake.waiting").tag("source", source).gauge().value();
  }

  private double stuck() {
    return registry.get("quern.intake.stuck").gauge().value();
  }

  private void drop(String... names) throws IOException {
    for (String name : names) {
      Path file = inbox.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "text");
    }
  }

  @Test
  void countsDroppedFilesUntilTheyAreTakenIn() throws IOException {
    drop("a.md", "mills/b.md", "mills/c.md");
    Files.createSymbolicLink(inbox.resolve("link.md"), inbox.resolve("a.md"));
    drop("pipeline.yaml", "mills/PIPELINE.yaml", "d.part", ".hidden", "mills/.done/e.md");
    camel.start();
    meters.look();

    Await.until("four wait", () -> waiting("dropped") == 4);
    double before = stuck();
    Await.until("time passes without one taken in", () -> stuck() > before);
    gate.complete(null);

    Await.until("none waits", () -> waiting("dropped") == 0);
    assertThat(stuck()).isZero();
  }

  /** Counts the files of a home, in a JVM that may not read everything. */
  static final class Counter {
    public static void main(String[] args) throws IOException {
      Home home = new Home(Path.of(args[0]));
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      new IntakeMeters(
              home, new MeterSettings(Duration.ofMillis(20)), registry, new SettledFiles(home))
          .look();
      Gauge waiting = registry.get("quern.intake.waiting").tag("source", "dropped").gauge();
      Await.until("they are counted", () -> waiting.value() > 0);
      System.out.println("waiting: " + waiting.value());
    }
  }

  @Test
  void doesNotCountWhatIsLeftAloneForGood() throws Exception {
    drop("a.md", "secret.md", "secret/b.md", "mills/c.md");
    Files.createSymbolicLink(inbox.resolve("linked"), inbox.resolve("mills"));
    Files.createSymbolicLink(inbox.resolve("nowhere.md"), Path.of("gone.md"));
    assertThat(inbox.resolve("secret.md").toFile().setReadable(false, false)).isTrue();
    assertThat(inbox.resolve("secret").toFile().setReadable(false, false)).isTrue();

    assertThat(PlainUser.run(Counter.class, home.toString())).contains("waiting: 2.0");
  }

  @Test
  void countsUploadsUntilTheyAreRead() {
    camel.start();
    assertThat(waiting("uploaded")).isZero();

    CompletableFuture<?> one = send();
    CompletableFuture<?> two = send();
    Await.until("two wait", () -> waiting("uploaded") == 2);
    gate.complete(null);

    CompletableFuture.allOf(one, two).join();
    assertThat(waiting("uploaded")).isZero();
  }

  private CompletableFuture<?> send() {
    return camel.createProducerTemplate().asyncSendBody("direct:read-upload", "a file");
  }
}
