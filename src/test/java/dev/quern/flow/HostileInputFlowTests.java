package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table of files that are made to harm: each gets its answer, and Quern is as it was. */
class HostileInputFlowTests extends FlowTest {

  private static final String SECRET = "the-words-of-another-file";

  /** What this process holds. */
  private record Held(long files, int threads, long heap) {

    static Held now() {
      System.gc();
      return new Held(
          openFiles(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    boolean isNear(Held before) {
      return files <= before.files + 60
          && threads <= before.threads + 60
          && heap <= before.heap + (150L << 20);
    }

    private static long openFiles() {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return open.count();
      } catch (IOException e) {
        return 0; // not on this system
      }
    }
  }

  @Test
  void outlastsThemAll() throws IOException {
    Path secret = Files.writeString(HOME.resolve("secret-of-another.txt"), SECRET);
    List<HostileInput> inputs = HostileInputs.all(secret);
    assertThat(inputs).hasSizeGreaterThanOrEqualTo(60);
    String project = rest.projectWithChunks(1);
    Held before = Held.now();

    List<String> wrong = new ArrayList<>();
    for (HostileInput input : inputs) {
      long start = System.nanoTime();
      Rest.Reply reply = send(project, input);
      if (Boolean.getBoolean("quern.hostile.show")) {
        System.out.printf(
            "HOSTILE %-28s %d %5d ms %s%n",
            input.name(),
            reply.status(),
            (System.nanoTime() - start) / 1_000_000,
            reply.text("/detail"));
      }
      if (reply.status() != input.status() || !reply.text().contains(input.says())) {
        wrong.add(
            "%s: %d %s"
                .formatted(input, reply.status(), reply.text().lines().findFirst().orElse("")));
      }
    }
    assertThat(wrong).isEmpty();

    // Nothing of another file is among what was taken.
    String files = "/api/projects/" + project + "/files";
    for (var file : rest.get(files + "?limit=1000").json().path("items")) {
      String name = file.path("file_name").asText();
      if (name.contains("-of-a-file") || name.equals("xinclude.xml")) {
        assertThat(rest.get(files + "/" + file.path("id").asText() + "/text").text())
            .doesNotContain(SECRET);
      }
    }
    assertThat(Path.of("/tmp/quern-was-here")).doesNotExist();

    // What was taken is split, whatever stands in it.
    String split = rest.task(project, aTask("text-processing").config("strategy", "token"));
    Await.atMost(Duration.ofMinutes(5))
        .holds(
            "they are split",
            () -> rest.get("/api/tasks/" + split).text("/state").equals("completed"));

    // Others are served, and nothing is held on to.
    assertThat(rest.get("/actuator/health").text("/status")).isEqualTo("UP");
    String honest = rest.projectWithChunks(3);
    String task = rest.task(honest, aTask("question-generation"));
    assertThat(rest.end(task).path("state").asText()).isEqualTo("completed");
    Await.until("it holds no more than before", () -> Held.now().isNear(before));
  }

  private Rest.Reply send(String project, HostileInput input) {
    return rest.upload(
        "/api/projects/" + project + (input.isImage() ? "/images" : "/files"),
        input.name().getBytes(StandardCharsets.UTF_8),
        input.content());
  }
}
