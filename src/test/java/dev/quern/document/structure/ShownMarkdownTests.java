package dev.quern.document.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.stream.Collectors;
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
          <!--¶# No¶-->¶¶# Rye¶                          | # Rye¶
          Rye <!-- no --> flour¶                         | Rye  flour¶
          <!-- a -->¶<!-- b -->¶Rye¶                     | Rye¶
          ```¶<!-- yes -->¶```¶                          | ```¶<!-- yes -->¶```¶
          `<!-- yes -->` is a comment¶                   | `<!-- yes -->` is a comment¶
          - a¶¶  ```¶  # fetch¶  ```¶                    | - a¶¶  ```¶  # fetch¶  ```¶
          """)
  void leavesOutWhatIsNoText(String text, String shown) throws IOException {
    StringWriter out = new StringWriter();
    ShownMarkdown.copy(new StringReader(lines(text)), out);
    assertThat(out.toString()).isEqualTo(lines(shown));
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
