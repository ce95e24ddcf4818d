package dev.quern.document.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparatedValuesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          a,b,c~1,2,3                   ! ,
          a;b~1,5;2,5~3,0;4,0           ! ;
          a|b~1|2                       ! |
          "x;y;z",b~"p;q;r",d           ! ,
          only words~and more words     ! ,
          """)
  void findsTheSeparatorThatSplitsEvenly(String text, char separator) {
    assertThat(SeparatedValues.separator(text.replace('~', '\n'))).isEqualTo(separator);
  }

  @Test
  void readsQuotesLineEndsAndBarsInValues() throws IOException {
    assertThat(table("a,b\r\n\"say \"\"hi\"\"\",\"two\r\nlines | bar\"\r\n"))
        .isEqualTo("| a | b |\n| --- | --- |\n| say \"hi\" | two lines \\| bar |\n");
  }

  @Test
  void keepsValuesOfRowsThatAreLongerThanTheHead() throws IOException {
    assertThat(table("a,b\n1,2,3\n4\n"))
        .isEqualTo("| a | b | |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n| 4 | | |\n");
  }

  @Test
  void makesParagraphsOfASingleColumn() throws IOException {
    assertThat(table("Barley\n\nRye\n")).isEqualTo("Barley\n\nRye\n\n");
  }

  @Test
  void losesNothingWhenAQuoteNeverEnds() throws IOException {
    String rest = "word ".repeat(500_000);
    assertThat(table("a,b\n1,\"" + rest).replaceAll("[|\\s]", ""))
        .endsWith("1\"" + rest.replace(" ", ""));
  }

  private static String table(String text) throws IOException {
    StringWriter markdown = new StringWriter();
    SeparatedValues.toTable(new StringReader(text), markdown);
    return markdown.toString();
  }
}
