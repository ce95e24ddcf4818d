package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.llm.provider.Providers;
import dev.quern.testing.JsonBody;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider that the configuration names, deleted over REST. */
class RemovedProviderFlowTests extends FlowTest {

  private static final JsonBody DEFAULT =
      json("id", "default").with("provider", "offline").with("model", "extractive");

  @Autowired Providers providers;

  @Test
  void staysDeletedAtTheNextStartUntilRestAddsItAgain() {
    cancelWhatOtherTestsLeft();
    try {
      assertThat(rest.delete("/api/providers/default").status()).isEqualTo(204);
      start();
      assertThat(rest.get("/api/providers/default").status()).isEqualTo(404);
    } finally {
      rest.post("/api/providers", DEFAULT);
    }
    start();
    assertThat(rest.get("/api/providers/default").status()).isEqualTo(200);
  }

  private void cancelWhatOtherTestsLeft() {
    jdbc.sql("select id from task where config ->> 'provider_id' = 'default' and end_time is null")
        .query(String.class)
        .list()
        .forEach(
            id -> {
              rest.post("/api/tasks/" + id + "/cancel");
              rest.end(id);
            });
  }

  /** What a start does about the providers of the configuration. */
  private void start() {
    providers.afterPropertiesSet();
  }
}
