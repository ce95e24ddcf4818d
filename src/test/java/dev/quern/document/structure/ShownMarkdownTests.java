package dev.quern.document.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a Markdown file is text, and what of it is a heading; line ends are written as ¶. */
class ShownMarkdownTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          ---¶title: Mill¶# a comment¶---¶¶# Rye¶        | # Rye¶
          ---¶title: Mill¶...¶Rye¶                       | Rye¶
          ---¶"a b": 1¶¶c: 2¶---¶Rye¶                    | Rye¶
          ---¶Rye is ground.¶---¶                        | ---¶Rye is ground.¶---¶
          ---¶¶This was written in May.¶¶Note: of 2023.¶¶---¶¶# Rye¶ | ---¶¶This was written in May.¶¶Note: of 2023.¶¶---¶¶# Rye¶
          ---¶Written in May¶Note: of 2023¶---¶# Rye¶    | ---¶Written in May¶Note: of 2023¶---¶# Rye¶
          ---¶¶Note: of 2023.¶¶---¶¶# Rye¶               | ---¶¶Note: of 2023.¶¶---¶¶# Rye¶
          ---¶tags:¶- a¶- b¶x: {¶  y: 1¶}¶---¶Rye¶       | Rye¶
          Rye¶¶---¶title: Mill¶---¶                      | Rye¶¶---¶title: Mill¶---¶
          +++¶title = "Mill"¶tags = [¶  "a"¶]¶[menu]¶x = 1¶+++¶¶# Rye¶ | # Rye¶
          +++¶Rye is ground.¶+++¶                        | +++¶Rye is ground.¶+++¶
          <!--¶# No¶-->¶¶# Rye¶                          | # Rye¶
          Rye <!-- no --> flour¶                         | Rye  flour¶
          <!-- a -->¶<!-- b -->¶Rye¶                     | Rye¶
          ```¶<!-- yes -->¶```¶                          | ```¶<!-- yes -->¶```¶
          `<!-- yes -->` is a comment¶                   | `<!-- yes -->` is a comment¶
          - a¶¶  ```¶  # fetch¶  ```¶                    | - a¶¶  ```¶  # fetch¶  ```¶
          ---¶标题: 磨坊¶"Ünvan": x¶@id: 1¶---¶¶# Rye¶   | # Rye¶
          ---¶Ünvan: x¶Çark: y¶...¶Rye¶                  | Rye¶
          ![A mill](data:image/png;base64,iVBO) turns¶   | ![A mill]() turns¶
          ![](data:image/png;base64,iVBO "x")¶¶Rye¶      | Rye¶
          - ![A mill]( <data:image/svg+xml;utf8,a> )¶    | - ![A mill]()¶
          ![A][i] x¶¶[i]: <data:image/png;base64,iVBO>¶¶[j]: data:image/png;base64,iVBO¶¶Rye¶ | ![A][i] x¶¶Rye¶
          Rye¶¶![][image1]¶¶![][image2] turns¶¶- ![][image1] a¶¶[image1]: <data:image/png;base64,iVBO>¶¶[image2]: <data:image/png;base64,iVBO>¶ | Rye¶¶ turns¶¶-  a¶¶
          `![][image1]` is a picture¶                    | `![][image1]` is a picture¶
          <img alt="A" src="data:image/png;base64,iVBO">¶ | <img alt="A" src="">¶
          ```¶![](data:image/png;base64,iVBO)¶```¶       | ```¶![](data:image/png;base64,iVBO)¶```¶
          """)
  void leavesOutWhatIsNoText(String text, String shown) throws IOException {
    assertThat(shown(lines(text))).isEqualTo(lines(shown));
  }

  @Test
  void leavesOutAPictureThatIsLongerThanASection() throws IOException {
    String data = "data:image/png;base64," + "iVBORw0KGgo/".repeat(200_000) + "==";
    String text = "![A mill](%1$s)\n\nRye\n\n```\n%1$s\n```\n\n[i]: <%1$s>\n";
    assertThat(shown(text.formatted(data)))
        .startsWith("![A mill]()\n\nRye\n\n```\ndata:image/png;base64,iVBO")
        .hasSizeLessThan(300);
  }

  private static String shown(String text) throws IOException {
    StringWriter out = new StringWriter();
    ShownMarkdown.copy(new StringReader(text), out);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          ^# Rye #¶^                                    | 1 Rye
          Rye¶===¶¶Oat¶---¶                             | 1 Rye, 2 Oat
          Rye and¶its flour¶===¶                        | 1 Rye and its flour
          <!--¶# No¶-->¶¶## Rye¶                        | 2 Rye
          <pre>¶# No¶</pre>¶¶# Rye¶                     | 1 Rye
          ```¶# No¶```¶¶# Rye¶                          | 1 Rye
          ~~~¶```¶# No¶~~~¶¶# Rye¶                      | 1 Rye
          1. a¶¶   ```¶   # No¶   ```¶¶# Rye¶           | 1 Rye
          - a¶  - b¶¶    ~~~¶    # No¶    ~~~¶¶# Rye¶   | 1 Rye
          > ```¶> # No¶¶# Rye¶                          | 1 Rye
          Text¶¶    # No¶¶# Rye¶                        | 1 Rye
          ^#No¶¶####### No¶¶# Rye¶^                       | 1 Rye
          Text¶¶````¶```¶# No¶````¶¶# Rye¶              | 1 Rye
          """)
  void findsTheHeadingsAlone(String text, String headings) {
    assertThat(
            new SectionParser(Long.MAX_VALUE)
                .parse(lines(text), true, false).pieces().stream()
                    .filter(piece -> piece.kind() == Piece.Kind.HEADING)
                    .map(piece -> piece.level() + " " + piece.title())
                    .collect(Collectors.joining(", ")))
        .isEqualTo(headings);
  }

  private static String lines(String text) {
    return text.replace('¶', '\n');
  }
}
