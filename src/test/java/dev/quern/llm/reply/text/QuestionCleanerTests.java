package dev.quern.llm.reply.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What asks something, and what does not. */
class QuestionCleanerTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The mill stands where?",
        "它是谁设计的",
        "请简述它的建造过程。",
        "石磨如何转动",
        "Taşı ne döndürür",
        "Değirmenin çalışmasını açıklayın.",
        "Explain how the stone turns.",
        "Τι είναι αυτό\u037E",
        "ما هذا؟",
        "What is C++",
        "Is it old? True or false.",
        "石磨如何转动？请说明理由。",
      })
  void asks(String text) {
    assertThat(QuestionCleaner.asks(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.7.0",
        "Jetty",
        "2024-11-25",
        "1.7.0 yapısı",
        "The stone turns.",
        "Is in France.",
        "可以在 Debian 中运行。",
        "几何学的基础",
        "Name: Debian",
        "List of packages",
        "https://www.youtube.com/watch?",
        "http://en.wikipedia.org/wiki/List_of_cities",
        "I'm sorry, what is the text",
      })
  void asksNothing(String text) {
    assertThat(QuestionCleaner.asks(text)).isFalse();
  }
}
