package dev.quern.llm.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedQuestionTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Question: What turns it?\\n\\nAnswer: Water does.|Answer: Water does.",
        "Question: What turns it? Answer: Water does.|Answer: Water does.",
        "**Question:** What turns it?\\n**Answer:** Water does.|**Answer:** Water does.",
        "## Question\\nWhat turns it?\\n\\n## Answer\\nWater does.|## Answer\\nWater does.",
        "Q: What turns it?\\nA: Water does.|Water does.",
        "Human: What turns it?\\n\\nAssistant: Water does.|Water does.",
        "Soru: What turns it?\\nCevap: Water does.|Cevap: Water does.",
        "问题：What turns it?\\n答案：Water does.|答案：Water does.",
        "【问题】What turns it?\\n【答案】Water does.|【答案】Water does.",
        "<question>\\nWhat turns it?\\n</question>\\n\\n<answer>\\nWater.\\n</answer>|<answer>\\nWater.\\n</answer>",
        "What turns it?\\n\\nWater does.|Water does.",
        "**What turns it?**\\nWater does.|Water does."
      })
  void leavesOutTheQuestionInFrontOfTheAnswer(String said, String rest) {
    assertThat(RepeatedQuestion.without(said.replace("\\n", "\n"), "What turns it?"))
        .isEqualTo(rest.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Water does.",
        "What turns it?",
        "Question: What turns it?",
        "What turns it is water.",
        "What turns it:\n- water\n- wind",
        "Question: What stops it?\n\nAnswer: Ice does.",
        "Water does.\n\nWhat turns it?\n\nWind does.",
      })
  void keepsEverythingElse(String said) {
    assertThat(RepeatedQuestion.without(said, "What turns it?")).isEqualTo(said);
  }
}
