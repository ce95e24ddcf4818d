package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Browser;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page's lists and models in a real browser: orders, keys, the playground, prompts. */
class PageModelsFlowTests extends FlowTest {

  private Browser browser;

  @BeforeEach
  void openBrowser() {
    browser = Browser.at("http://127.0.0.1:" + port);
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void sortsByScoreAndByAgeAndGoesOnInThatOrder() {
    String project = rest.project();
    entry(project, "Low?", "1.5");
    entry(project, "None?", "null");
    entry(project, "High?", "4.5");
    String entries = "/projects/" + project + "/entries";
    assertThat(listed(entries)).containsExactly("Low?", "None?", "High?");
    assertThat(listed(entries + "?sort=-")).containsExactly("High?", "None?", "Low?");
    assertThat(listed(entries + "?sort=score")).containsExactly("None?", "Low?", "High?");
    assertThat(listed(entries + "?sort=-score")).containsExactly("High?", "Low?", "None?");
    assertThat(listed(entries + "?sort=no-such-order")).hasSize(3);

    browser.open(entries + "?sort=-score");
    browser.click("#entries tbody td a");
    browser.awaitText("#question", "High?");
    browser.click("a[data-key=ArrowRight]");
    browser.awaitText("#question", "Low?");
    browser.click("a[data-key=ArrowLeft]");
    browser.awaitText("#question", "High?");
  }

  private List<String> listed(String path) {
    browser.open(path);
    return browser.all("#entries tbody tr td:first-child").stream().map(e -> e.getText()).toList();
  }

  @Test
  void isUsedByKeyboardAlone() {
    String project = rest.project();
    entry(project, "First?", "1");
    entry(project, "Second?", "2");
    browser.open("/projects/" + project + "/entries");

    browser.find("body").sendKeys("j");
    browser.find("body").sendKeys("j");
    browser.focused().sendKeys(Keys.ENTER);

    browser.awaitText("#question", "Second?");
    browser.find("body").sendKeys(Keys.ARROW_LEFT);
    browser.awaitText("#question", "First?");
    browser.open("/projects/" + project + "/entries");
    browser.find("body").sendKeys("/");
    browser.focused().sendKeys("second", Keys.ENTER);
    Await.until("one is found", () -> browser.all("#entries tbody tr").size() == 1);
    browser.find("body").sendKeys(Keys.TAB);
    assertThat(browser.focused().getText()).as("first comes the way to the main part").isNotBlank();
  }

  @Test
  void showsAnAnswerWhileItIsWritten() {
    MODELS.first(1).answer(Faults.stall("Mills grind grain into meal.", 3));
    String provider = rest.provider(MODELS.baseUrl(), json("timeout_seconds", 20));

    ask(provider, "What do mills do?");

    browser.awaitText(".answer[aria-busy]", "Mills");
    assertThat(browser.all(".fault:not([hidden])")).isEmpty();
    browser.awaitText(".fault", provider);
  }

  @Test
  void showsTheFiguresOfAnAnswerBesideItsText() {
    MODELS.replyWith(r -> Replies.text("They grind <b>grain</b>."));
    String provider = rest.provider(MODELS.baseUrl());

    ask(provider, "What do mills do?");

    browser.awaitText(".figures-line", "stand-in");
    assertThat(browser.text(".answer")).isEqualTo("They grind <b>grain</b>.");
    assertThat(browser.all(".answer[aria-busy]")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void triesAnyPromptOfAProjectOnARealChunk() {
    String project = rest.projectWithQuestions("Where does the mill stand?");
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    browser.open("/projects/" + project + "/chunks/" + chunk);
    browser.click("a[href^='/playground?project=']");
    Await.until("it is open", () -> browser.path().startsWith("/playground"));
    String asked = browser.find("#prompt").getDomProperty("value");

    browser.run(
        "const names = document.getElementById('name'); names.value = 'answer-generation';"
            + " names.dispatchEvent(new Event('change', {bubbles: true}));");

    Await.until("the other prompt is shown", () -> browser.path().contains("answer-generation"));
    assertThat(browser.find("#prompt").getDomProperty("value"))
        .isNotEqualTo(asked)
        .contains("Where does the mill stand?")
        .doesNotContain("{text}");
  }

  private void ask(String provider, String prompt) {
    browser.open("/playground");
    browser.find("#prompt").sendKeys(prompt);
    browser.run(
        "for (const box of document.querySelectorAll('[name=provider]'))"
            + " box.checked = box.value === arguments[0];",
        provider);
    browser.click("#playground button");
  }

  @Test
  void showsWhatAProjectChangedInAPrompt() {
    String project = rest.project();
    String prompt = "/projects/" + project + "/prompts/question-generation";
    browser.open(prompt);
    assertThat(browser.all("#diff")).isEmpty();
    browser.find("#text").sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "\nAsk <i>nicely</i>.");
    browser.click("form[data-guard] button");

    browser.awaitText("#diff .added", "Ask <i>nicely</i>.");
    assertThat(browser.all("#diff li:not(.added):not(.removed)")).isNotEmpty();
  }

  @Test
  void saysThatAProviderIsOutOfReachAndUntilWhen() {
    MODELS.replyWith(r -> Faults.broken());
    String provider = rest.provider(MODELS.baseUrl());
    String task =
        rest.taskOf(
            "question-generation", rest.projectWithChunks(30), provider, json("parallelism", 8));
    rest.await(task, "it waits", one -> one.at("/detail/waiting_for").asText().contains(provider));

    browser.open("/providers/" + provider);

    assertThat(browser.all("#open time")).hasSize(1);
    browser.open("/providers");
    assertThat(browser.text("main")).containsIgnoringCase("out of reach");
    rest.post("/api/tasks/" + task + "/cancel");
  }

  private void entry(String project, String question, String score) {
    String datasets = "/api/projects/" + project + "/datasets";
    String id =
        rest.post(datasets, json("question", question).with("answer", "It grinds.")).text("/id");
    assertThat(rest.patch(datasets + "/" + id, "{\"score\":%s}".formatted(score)).status())
        .isEqualTo(200);
  }
}
