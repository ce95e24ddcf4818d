package dev.quern.llm.reply.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackslashesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"\\frac{a}{b}\" | \"\\\\frac{a}{b}\"",
        "\"$\\theta$ and $\\nu$\" | \"$\\\\theta$ and $\\\\nu$\"",
        "\"C:\\temp\\new\" | \"C:\\\\temp\\\\new\"",
        "\"\\d+ or \\w\" | \"\\\\d+ or \\\\w\"",
        "\"C:\\users\\bob\" | \"C:\\\\users\\\\bob\"",
      })
  void doublesThoseThatAreMeantAsSuch(String written, String mended) {
    assertThat(Backslashes.mended(written)).isEqualTo(mended);
    assertThat(Backslashes.mended(mended)).isEqualTo(mended);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"one\\ntwo\"",
        "\"a\\tb\\r\\nNext line\"",
        "\"caf\\u00e9 \\\"so\\\"\"",
        "\"$\\\\frac{a}{b}$\\nNext\"",
        "\"C:\\\\temp\\\\new\"",
      })
  void leavesEscapesAlone(String json) {
    assertThat(Backslashes.mended(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"$\\\\alpha$ but $\\beta$\"",
        "[\"in C:\\temp\\\", \"b\"]",
        "\"for i:\\ni = 0 and \\nu\"",
        "\"split at '\\n'\"",
      })
  void marksWhatCanBeReadInTwoWays(String json) {
    assertThat(Doubt.isIn(Backslashes.mended(json))).isTrue();
  }
}
