package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in JSON or a fence. */
class UnwrappedAnswerTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"answer\": \"It turns.\"}|It turns.",
        "```json\\n{\"answer\": \"It turns.\"}\\n```|It turns.",
        "```markdown\\nIt **turns**.\\n```|It **turns**.",
        "```md\\nRun:\\n```sh\\nmill\\n```\\nIt turns.\\n```|Run:\\n```sh\\nmill\\n```\\nIt turns."
      })
  void takesTheAnswerOutOfWhatIsAroundAllOfIt(String reply, String answer) {
    assertThat(AnswerReader.unwrapped(reply.replace("\\n", "\n")))
        .isEqualTo(answer.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It turns.",
        "{\"city\": \"Paris\"}",
        "{\"answer\": \"It turns.\", \"city\": \"Paris\"}",
        "{\"answer\": [\"It turns.\"]}",
        "{\"answer\": \"\"}",
        "{\"answer\": \"It turns.\"} is what the server sends.",
        "```json\n{\"city\": \"Paris\"}\n```",
        "```\nmill --turn\n```",
        "```markdown\n# Mill\n```\nThat is a heading. This is code:\n```\nmill\n```"
      })
  void keepsEverythingElse(String reply) {
    assertThat(AnswerReader.unwrapped(reply)).isEqualTo(reply);
  }

  @Test
  void refusesAnObjectThatCanBeReadInTwoWays() {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> AnswerReader.unwrapped("{\"answer\": \"It splits at '\\n'.\"}"))
        .withMessageContaining("two ways");
  }
}
