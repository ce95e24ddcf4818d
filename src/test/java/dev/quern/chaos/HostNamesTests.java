package dev.quern.chaos;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Names of containers, which often hold underscores. */
class HostNamesTests extends ChaosTest {

  @Test
  void aModelIsCalledByTheNameOfItsContainer() throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost model_1\n");
    QuernNode node = launch("node", "-Djdk.net.hosts.file=" + hosts).up();
    String provider = node.rest().provider(model.baseUrl().replace("127.0.0.1", "model_1"));
    String project = Mills.project(jdbc, 3);
    String task = node.rest().task(project, aTask("question-generation").provider(provider));

    assertThatTask(end(node, new Work(project, task, 3))).isCompleted().hasDone(3);
  }
}
