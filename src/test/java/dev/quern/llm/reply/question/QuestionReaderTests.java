package dev.quern.llm.reply.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.llm.reply.Reply;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionReaderTests {

  private static List<String> read(String text, boolean cutOff) {
    return QuestionReader.read(new Reply(text.replace("|", "\n"), null, cutOff), 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1. What is it?|2. Who owns it?|3. What are the main causes of; What is it?|Who owns it?",
        "1. 它是什么？|2. 谁拥有它？|3. 如何通过; 它是什么？|谁拥有它？",
        "1. What is it? 2. Who owns it? 3. How can; What is it?|Who owns it?",
        "What is it?|Who owns it?|What are the main; What is it?|Who owns it?",
        "1. What is it?|2. Explain how it turns.; What is it?|Explain how it turns.",
      })
  void leavesOutTheHalfQuestionOfAListThatWasCutOff(String reply, String questions) {
    assertThat(read(reply, true)).isEqualTo(List.of(questions.split("\\|")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1. What is the capital? The capital of France is Paris.; What is the capital?",
        "1. What is the capital? (Answer: Paris); What is the capital?",
        "1. **What is the capital?** Paris.; What is the capital?",
        "1. Explain how it turns. Answer: By water.; Explain how it turns.",
        "[`What is it? Answer: A mill.`]; What is it?",
        "[`Q: What is it?\\nA: A mill`]; What is it?",
        "1. 法国的首都是什么？答案：巴黎; 法国的首都是什么？",
        "[`法国的首都是什么？法国的首都是巴黎。`]; 法国的首都是什么？",
        "1. Başkent neresi? Cevap: Ankara.; Başkent neresi?",
        "[`What is it?`, `A mill.`, `Where is it?`, `Is in France.`]; What is it?|Where is it?",
      })
  void leavesOutTheAnswerBehindAQuestion(String reply, String questions) {
    assertThat(read(reply.replace("`", "\""), false)).isEqualTo(List.of(questions.split("\\|")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is it? Explain briefly.",
        "What is it? Please use the text.",
        "What is it? (one word)",
        "Is it old? If so, how old?",
        "Which is older? A: the mill B: the river",
        "Which is older? A) the mill B) the river",
        "What does \"Who goes there?\" mean in the play",
        "What does Who goes there? mean",
        "What does `a ? b : c` do in C",
        "Explain the term (what is it? Who owns it?) in short.",
        "石磨如何转动？请说明理由。",
        "石磨如何转动？结合原文说明。",
        "Değirmen nasıl döner? Kısaca açıklayın.",
        "Is it so? True or false.",
      })
  void keepsWhatBelongsToAQuestion(String question) {
    assertThat(read("1. " + question + "\n2. What is it?", false).get(0)).isEqualTo(question);
  }
}
