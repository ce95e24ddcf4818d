package dev.quern.llm.reply.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lead-ins, left-over tags and loops. */
class EdgesOfAnswersTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The answer is: stable | stable",
        "Based on the provided text, the stone turns. | The stone turns.",
        "According to the source, it is 7. | It is 7.",
        "根据以上文本，石磨由水力驱动。 | 石磨由水力驱动。",
        "答案是：水力 | 水力",
        "Metne göre, içinde iki taş var. | İçinde iki taş var.",
        "Sorunun cevabı şudur: su | su",
      })
  void leavesOutWhatLeadsIn(String said, String answer) {
    assertThat(LeadIns.stripped(said)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The answer is stable.",
        "The text of the law, as amended, holds.",
        "According to Newton, force is mass times acceleration.",
        "根据牛顿定律，力等于质量乘以加速度。",
        "Ankara'ya göre, saat üç.",
        "The answer is:",
      })
  void keepsWhatSaysSomething(String answer) {
    assertThat(LeadIns.stripped(answer)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It turns.\n</source>",
        "It turns.</dialogue>",
        "It turns.\n</answer>\n<question>",
        "It turns.\n</pre>",
        "It turns.</note></reference>",
        "It turns.\n\n<source>\nhttps://example.org/mill\n</target></authorization>"
      })
  void leavesOutThePromptsTags(String said) {
    assertThat(TrailingMarkup.stripped(said)).isEqualTo("It turns.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Use `<source>`",
        "<answer>42</answer>",
        "Add this line:\n<script src=\"a.js\"></script>",
        "Write <video><source></video>",
        "It is closed by </div>",
        "<p>It turns.</p>",
        "Write <text x=\"10\" y=\"20\">Hello</text>",
        "Write this:\n<SOURCE\n  src=\"a\">\nmill\n</source>",
        "The old price is <s>45</s>",
        "Write this:\n<source>\nmill\n</source>",
        "It is XML.\n```\nA wheel.\n<source>\n<a/>\n</source>\n```"
      })
  void keepsTagsThatTheAnswerSpeaksOf(String answer) {
    assertThat(TrailingMarkup.stripped(answer)).isEqualTo(answer);
    assertThat(TemplateTokens.removed(answer)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "It turns.</s>,It turns.",
    "It turns.<|im_end|></s>,It turns.",
    "It is <s>45</s></s>,It is <s>45</s>",
    "It is <s class='x'>45</s><|im_end|>,It is <s class='x'>45</s>",
    "It is <s>45</s> 30</s>,It is <s>45</s> 30",
    "It is <span>45</span></s>,It is <span>45</span>",
  })
  void leavesOutTheEndOfATurn(String said, String answer) {
    assertThat(TemplateTokens.removed(said)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n\nHuman: And then?\n\nAssistant: It stops.",
        "\n\nUser: And then?\nAI: It stops.\nUser: Why?",
        "\n\n**User:** And then?\n\n**Assistant:** It stops.",
        "\n\n### Human: And then?\n### Assistant: It stops.",
        "\n\n### Instruction:\nGo on.\n\n### Response:\nIt stops.",
        "\n\n用户：然后呢？\n\n助手：它停下。",
        "\n\nKullanıcı: Peki sonra?\n\nAsistan: Durur.",
        " [/INST] And then? [INST] It stops.",
        "\n\n[INST] And then? [/INST] It stops.",
        "\n<|im_start|>user\nAnd then?",
        "\n<|user|>\nAnd then?\n<|assistant|>\nIt stops."
      })
  void endsWhereTheUserIsMadeToSpeak(String behind) {
    assertThat(ForeignTurn.left("It turns." + behind, "A mill.")).isEqualTo("It turns.");
    assertThat(ForeignTurn.left("Assistant: It turns." + behind, "")).endsWith("It turns.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<|end|>\n<|user|>\nWhy?",
        "</s>\n<|user|>\nWhy?",
        " [/INST] [INST] Why? [/INST]",
      })
  void endsWhereATokenEndsTheTurn(String behind) {
    assertThat(TemplateTokens.removed("It turns." + behind).strip()).isEqualTo("It turns.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "They say:\n\nUser: And then?\n\nAssistant: It stops.",
        "It is written so.\n\n```\n\nUser: And then?\n\nAssistant: It stops.\n```",
        "The accounts.\n\nUser: admin\nPassword: x",
        "User: And then?\n\nAssistant: It stops.\n\nUser: Why?\n\nAssistant: No water.",
        "It turns.\nUser: And then?\nAssistant: It stops.",
        "It turns.\n\n> User: And then?\n>\n> Assistant: It stops.",
        "It wraps the words in [INST] and [/INST] of Llama.",
        "A prompt begins with <|im_start|>user.\nThen it goes on.",
        "It is so.\n\n[INST] opens it."
      })
  void keepsADialogueThatTheAnswerSpeaksOf(String answer) {
    assertThat(ForeignTurn.left(answer, "A mill.")).isEqualTo(answer);
  }

  @Test
  void keepsWhatASourceMayHaveSaid() {
    String answer = "They go on.\n\nUser: And then?\n\nAssistant: It stops.";
    assertThat(ForeignTurn.left(answer, "A user asks; the assistant answers.")).isEqualTo(answer);
    String tokens = "It is so.\n\n[INST] Hi [/INST] Hello";
    assertThat(ForeignTurn.left(tokens, "Put it in [INST] and [/INST].")).isEqualTo(tokens);
  }

  @Test
  void knowsTextThatRepeatsItself() {
    assertThat(Repetition.phrase("It begins well. " + "The stone turns the mill. ".repeat(20)))
        .contains("The stone turns the mill");
    assertThat(Repetition.isEndless("no ".repeat(1000))).isTrue();
    assertThat(Repetition.isIn("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 3 |\n")).isFalse();
    assertThat(Repetition.isIn("-".repeat(400))).isFalse();
    assertThat(Repetition.isEndless("| 0 | 0 |\n".repeat(20))).isFalse();
  }
}
