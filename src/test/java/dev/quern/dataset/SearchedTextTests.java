package dev.quern.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts an index of trigrams can find, and how they are compared. */
class SearchedTextTests {

  @ParameterizedTest
  @ValueSource(strings = {"abc", "机器学", "a b", "ab.", " a", "x-ray", "\u00e4\u00f6\u00fc"})
  void hasATrigramWithThreeCharactersOfAWordAndItsEdges(String text) {
    assertThat(new SearchedText(text).hasTrigram()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "机器", "???", "a.", "7 %", "%", "…… ——"})
  void hasNoneOtherwise(String text) {
    assertThat(new SearchedText(text).hasTrigram()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"abc, ilike", "ABC, ilike", "机器 x, ilike", "机器学, like", "42, like"})
  void comparesWithoutCaseOnlyWhereThereIsOne(String text, String operator) {
    assertThat(new SearchedText(text).operator().strip()).isEqualTo(operator);
  }
}
