package dev.quern.document.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is found without the parser is what the parser finds. */
class PlainBlocksTests {

  @Property(tries = 3000)
  void findsWhatTheParserFinds(@ForAll("texts") String text) {
    List<Piece> plain = new ArrayList<>();
    int consumed = PlainBlocks.find(text, 0, true, plain);
    // A text that begins with an empty comment is none for the short way.
    String comment = "<!---->\n\n";
    List<Piece> parsed =
        new SectionParser(Long.MAX_VALUE)
            .parse(comment + text, true, false).pieces().stream()
                .skip(1)
                .map(piece -> piece.moved(-comment.length()))
                .toList();
    assertThat(plain).isEqualTo(parsed.subList(0, plain.size()));
    long next = parsed.size() > plain.size() ? parsed.get(plain.size()).start() : text.length();
    assertThat((long) consumed).isLessThanOrEqualTo(next);
    assertThat(text.substring(consumed, (int) next)).isBlank();
  }

  @Property(tries = 3000)
  void findsInPartsWhatTheParserFindsInOne(@ForAll("texts") String text) {
    String begin = "Begin.\n\n";
    List<Piece> parts = new SectionParser(Long.MAX_VALUE).parse(begin + text, true, false).pieces();
    String comment = "<!---->\n\n";
    List<Piece> whole =
        new SectionParser(Long.MAX_VALUE)
            .parse(comment + begin + text, true, false).pieces().stream()
                .skip(1)
                .map(piece -> piece.moved(-comment.length()))
                .toList();
    assertThat(parts).isEqualTo(whole);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> line =
        Arbitraries.of(
            "",
            " ",
            "Words of a text",
            "  indented",
            "    code",
            "\ttab",
            "# Title",
            "## Two ##",
            "#none",
            "####### seven",
            "-",
            "---",
            "===",
            "- item",
            "1. one",
            "> quote",
            "| a | b |",
            "|---|---|",
            "a | b",
            "```",
            "~~~",
            "````",
            "```java",
            "- ```",
            "  ```",
            "   more",
            "<div>",
            "</div>",
            "[a]: /b",
            "“Quoted”",
            "(so)",
            "汉字",
            "\uD83D\uDE00",
            "1 one",
            "2019, a year",
            "1)",
            "12",
            "*emphasis* here",
            "**Bold** text",
            "***",
            "**",
            "* item",
            "__ __ __",
            "_so_",
            "`code` first",
            "``",
            "![picture](a.png)",
            "!",
            "$5",
            "– dash",
            "* * *",
            "# ",
            "#",
            "word  ",
            "<!-- c -->",
            "\u00A0x");
    Arbitrary<String> end = Arbitraries.of("\n", "\n\n", "\r\n", "\r");
    return line.flatMap(text -> end.map(mark -> text + mark))
        .list()
        .ofMaxSize(16)
        .map(lines -> String.join("", lines));
  }

  @Test
  void leavesTheParagraphThatTheNextLineMayChange() {
    List<Piece> pieces = new ArrayList<>();
    assertThat(PlainBlocks.find("One.\n\nTitle\n===\n", 0, true, pieces)).isEqualTo(6);
    assertThat(pieces).extracting(Piece::end).containsExactly(4L);
  }

  @Test
  void waitsForTheEndOfTheLastParagraph() {
    List<Piece> pieces = new ArrayList<>();
    assertThat(PlainBlocks.find("One.\n\nTwo", 0, false, pieces)).isEqualTo(6);
    assertThat(PlainBlocks.find("Two\n", 0, false, pieces)).isZero();
    assertThat(PlainBlocks.find("Two\n", 0, true, pieces)).isEqualTo(4);
  }
}
