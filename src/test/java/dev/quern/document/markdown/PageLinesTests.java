package dev.quern.document.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PageLinesTests {

  @Test
  void joinsFullLinesAndDividedWords() {
    assertThat(
            texts(
                """
                The mason chooses a coarse stone, because a fine one pol-
                ishes itself and stops grinding. He cuts furrows from the
                eye to the rim.
                """))
        .containsExactly(
            "The mason chooses a coarse stone, because a fine one polishes itself and stops"
                + " grinding. He cuts furrows from the eye to the rim.");
  }

  @Test
  void keepsAHyphenBeforeACapitalOrADigit() {
    assertThat(
            texts(
                """
                A line that is as wide as the page is, about the Anglo-
                Saxon quern, of which there is one in nearly every town.
                """))
        .containsExactly(
            "A line that is as wide as the page is, about the Anglo- Saxon quern, of which there is"
                + " one in nearly every town.");
  }

  @Test
  void joinsChineseLinesWithoutASpace() {
    assertThat(texts("石磨由两块圆石组成上面的一块转动下面的一块不动石磨由两块\n圆石组成。"))
        .containsExactly("石磨由两块圆石组成上面的一块转动下面的一块不动石磨由两块圆石组成。");
  }

  @Test
  void keepsItemsAndShortLinesApart() {
    assertThat(texts("• one\n• two\n1. three\nBarley 2\nRye 3"))
        .containsExactly("• one", "• two", "1. three", "Barley 2\nRye 3");
  }

  @Test
  void findsTheHeadingsOfTheOutlineOnce() {
    PageLines lines = new PageLines(Map.of(PageLines.key("1  The Quern"), 2));
    assertThat(lines.parts("1 The Quern\nshort text\n1 The Quern"))
        .containsExactly(
            new PageLines.Part(2, "1 The Quern"), new PageLines.Part(0, "short text\n1 The Quern"));
  }

  @Property(tries = 300)
  void losesNothingButSpacesAndDivisions(
      @ForAll @Size(max = 12) List<@CharRange(from = ' ', to = 'ȿ') String> lines) {
    String text = String.join("\n", lines);
    String kept =
        new PageLines(Map.of())
            .parts(text).stream().map(PageLines.Part::text).collect(Collectors.joining());
    assertThat(bare(kept)).isEqualTo(bare(text));
  }

  private static String bare(String text) {
    return text.replaceAll("[\\s\\u0085\\u00A0\\u00AD-]", "");
  }

  private static List<String> texts(String text) {
    return new PageLines(Map.of()).parts(text).stream().map(PageLines.Part::text).toList();
  }
}
