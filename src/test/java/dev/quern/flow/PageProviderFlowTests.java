package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.testing.JsonBody;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms of providers and schedules: what nobody touched stays, and nothing typed is lost. */
class PageProviderFlowTests extends FlowTest {

  private static final String SETTINGS = "form.grid-form";

  /** Every setting, away from its default, and numbers that Java writes with an exponent. */
  private static final JsonBody ALL =
      json("provider", "openai")
          .with("base_url", "http://127.0.0.1:8000/v1")
          .with("api_key", "a key")
          .with("model", " two words ")
          .with("temperature", 0.0001)
          .with("max_tokens", 10_000_000)
          .with("timeout_seconds", 86_400)
          .with("requests_per_minute", 120)
          .with("tokens_per_minute", 1_000_000_000)
          .with("max_concurrency", 3)
          .with("stream", true)
          .with("price_input", 1e9)
          .with("price_output", 0.00000125);

  private PlainPage page;

  @BeforeEach
  void openPage() {
    page = new PlainPage("http://127.0.0.1:" + port);
  }

  @Test
  void changesNothingThatNobodyTouched() {
    String id = rest.provider(MODELS.baseUrl());
    for (String prompts : new String[] {"compact", "full", null}) {
      assertThat(rest.put("/api/providers/" + id, ALL.with("prompts", prompts)).status())
          .isEqualTo(200);
      String before = rest.get("/api/providers/" + id).text();

      View saved = page.submit(page.open("/providers/" + id), SETTINGS);

      assertThat(saved.html().select(".fault").eachText()).isEmpty();
      assertThat(rest.get("/api/providers/" + id).text()).isEqualTo(before);
    }
  }

  @Test
  void keepsWhatWasTypedBesideTheFault() {
    String id = rest.provider(MODELS.baseUrl());
    View refused =
        page.submit(
            page.open("/providers/" + id),
            SETTINGS,
            Map.of(
                "model", "typed-model",
                "max_tokens", "abc",
                "api_key", "sk-typed",
                "prompts", "compact",
                "stream", "true"));

    assertThat(refused.html().select("div.fault").eachText())
        .singleElement()
        .asString()
        .contains("max_tokens");
    assertThat(refused.find("#model").attr("value")).isEqualTo("typed-model");
    assertThat(refused.find("#max_tokens").attr("value")).isEqualTo("abc");
    assertThat(refused.find("#prompts option[selected]").attr("value")).isEqualTo("compact");
    assertThat(refused.html().select("[name=stream][checked]")).hasSize(1);
    assertThat(refused.text()).doesNotContain("sk-typed").contains("Type the key again");
  }

  @Test
  void takesANameThatIsTypedWithoutItsBlanks() {
    String id = rest.provider(MODELS.baseUrl());

    page.submit(page.open("/providers/" + id), SETTINGS, Map.of("model", " typed "));

    assertThat(rest.get("/api/providers/" + id).text("/model")).isEqualTo("typed");
  }

  @Test
  void keepsWhatWasTypedOfANewOne() {
    View refused =
        page.submit(
            page.open("/providers"),
            SETTINGS,
            Map.of("id", "p-" + Ids.next(), "model", "m", "max_tokens", "x", "api_key", "sk-new"));

    assertThat(refused.find("#model").attr("value")).isEqualTo("m");
    assertThat(refused.text()).doesNotContain("sk-new").contains("Type the key again");
  }

  @Test
  void asksTheChosenModelInASchedule() {
    String project = rest.project();
    String id = rest.provider(MODELS.baseUrl());
    for (String type : new String[] {"dataset-evaluation", "text-processing"}) {
      Map<String, String> typed =
          Map.of(
              "project_id", project,
              "task_type", type,
              "provider_id", id,
              "cron", "0 0 2 1 1 *");
      View list = page.submit(page.open("/system"), SETTINGS, typed);

      assertThat(list.html().select("a[href='/projects/" + project + "/tasks']").eachText())
          .contains(rest.get("/api/projects/" + project).text("/name"));
    }
    JsonNode made = rest.get("/api/schedules?project_id=" + project).json().path("items");
    assertThat(made.findValuesAsText("provider_id")).containsExactly(id);
    made.forEach(schedule -> rest.delete("/api/schedules/" + schedule.path("id").asText()));
  }

  @Test
  void keepsWhatWasTypedOfASchedule() {
    String project = rest.project();
    View refused =
        page.submit(
            page.open("/system"),
            SETTINGS,
            Map.of(
                "project_id", project,
                "task_type", "dataset-evaluation",
                "cron", "every <now>",
                "time_zone", "Asia/Shanghai"));

    assertThat(refused.html().select(".fault").eachText()).hasSize(1);
    assertThat(refused.find("#s-cron").attr("value")).isEqualTo("every <now>");
    assertThat(refused.find("#s-zone").attr("value")).isEqualTo("Asia/Shanghai");
    assertThat(refused.find("#s-project option[selected]").attr("value")).isEqualTo(project);
    assertThat(refused.find("#s-type option[selected]").attr("value"))
        .isEqualTo("dataset-evaluation");
  }
}
