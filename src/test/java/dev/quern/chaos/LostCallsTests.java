package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Answer;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import org.junit.jupiter.api.Test;

/** What was asked of a model when the process was killed has its price all the same. */
class LostCallsTests extends ChaosTest {

  @Test
  void countsTheCallsThatWereOut() {
    QuernNode node = launch("node").up();
    Answer never = Faults.silence();
    model.on(request -> true).answer(never);
    Work work = submit(node, 8);
    Await.until("calls hang", () -> model.traffic().inFlight() == WINDOW);
    Await.until("they are known", () -> open() == WINDOW);

    node.kill();
    model.clearRules();
    model.replyWith(Mills::twoQuestions);
    node.startAgain();

    awaitExact(node, work);
    assertThat(number("calls", work)).isEqualTo((int) callsFor(work)).isEqualTo(8 + WINDOW);
    assertThat(
            node.rest().get("/api/usage?project_id=" + work.project()).json().path("calls").asInt())
        .isEqualTo(8 + WINDOW);
    Await.until("no row is left", () -> open() == 0);
  }

  private int open() {
    return jdbc.sql("select count(*) from llm_open_call").query(Integer.class).single();
  }
}
