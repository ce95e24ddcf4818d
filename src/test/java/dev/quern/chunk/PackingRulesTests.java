package dev.quern.chunk;

import static dev.quern.chunk.ChunkAssertions.chunks;
import static dev.quern.chunk.ChunkAssertions.contents;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackingRulesTests {

  @Test
  void autoPacksParagraphsUpToTheSize() {
    String text = "First paragraph.\n\nSecond one.\n\nThird paragraph here.\n\nEnd.";

    assertThat(contents(text, auto(32, 0)))
        .containsExactly("First paragraph.\n\nSecond one.", "Third paragraph here.\n\nEnd.");
  }

  @Test
  void autoSplitsALongParagraphAtSentences() {
    String text = "Dr. Smith paid 3.14 dollars. He left! Did he? Yes, e.g. at noon.";

    assertThat(contents(text, auto(40, 0)))
        .containsExactly("Dr. Smith paid 3.14 dollars. He left!", "Did he? Yes, e.g. at noon.");
  }

  @Test
  void autoRepeatsWholeSentencesAsOverlap() {
    String text = "One is here. Two is here. Three is here. Four is here. Five is here.";

    assertThat(contents(text, auto(42, 20)))
        .containsExactly(
            "One is here. Two is here. Three is here.",
            "Three is here. Four is here. Five is here.");
  }

  @Test
  void autoOverlapsByWordsWhereNoSentenceFits() {
    List<String> contents = contents("alpha beta gamma delta epsilon zeta eta theta", auto(20, 8));

    assertThat(contents)
        .containsExactly(
            "alpha beta gamma", "gamma delta epsilon", "epsilon zeta eta", "zeta eta theta");
  }

  @Test
  void autoKeepsAHeadingWithItsParagraph() {
    String text = "Some text before it all.\n\n# Heading\n\nText below it. More of it.";

    assertThat(contents(text, auto(40, 0)))
        .containsExactly("Some text before it all.", "# Heading\n\nText below it. More of it.");
  }

  @Test
  void givesUpTheOverlapRatherThanCutAWord() {
    assertThat(contents("aaaa bbbb cccccccccc dd", auto(10, 9)))
        .containsExactly("aaaa bbbb", "cccccccccc", "dd");
  }

  @Test
  void splitsChineseAtItsSentenceEnds() {
    String text = "今天天气很好。我们去公园！你来吗？他说：“来。”天气好；路也近……走吧。";

    assertThat(contents(text, auto(8, 0)))
        .containsExactly("今天天气很好。", "我们去公园！", "你来吗？", "他说：“来。”", "天气好；", "路也近……走吧。");
    assertThat(contents("「好。」她笑了。然后走了。", auto(10, 0))).containsExactly("「好。」她笑了。", "然后走了。");
  }

  @Test
  void splitsTurkishAtItsSentenceEnds() {
    String text =
        "Kalem, defter vb. Araçlar alındı. Bkz. Şekil 3.14 ve örn. Tablo. Dr. Öğr. Üyesi geldi!"
            + " XIX. Yüzyılda 3. Selim vardı. İyi mi?";

    assertThat(contents(text, auto(34, 0)))
        .containsExactly(
            "Kalem, defter vb. Araçlar alındı.",
            "Bkz. Şekil 3.14 ve örn. Tablo.",
            "Dr. Öğr. Üyesi geldi!",
            "XIX. Yüzyılda 3. Selim vardı.",
            "İyi mi?");
  }

  @Test
  void recursiveTakesTheSeparatorsInOrder() {
    String text = "p one\nline two\n\nAb. Cd. Eeeee fffff ggggg\nhhhhhhhhhhhhhhhhhhhhhhhhhhh";

    assertThat(contents(text, recursive(16, 0)))
        .containsExactly(
            "p one\nline two",
            "Ab. Cd.",
            "Eeeee fffff",
            "ggggg",
            "hhhhhhhhhhhhhhhh",
            "hhhhhhhhhhh");
  }

  @Test
  void recursiveKeepsAHeadingWithItsText() {
    assertThat(contents("Intro line.\n## Head\nText below it is long.", recursive(26, 0)))
        .containsExactly("Intro line.", "## Head\nText below it is", "long.");
    assertThat(contents("# one\n# two\n# three", recursive(12, 0)))
        .containsExactly("# one\n# two", "# three");
  }

  @Test
  void noHeadingIsAChunkOfItsOwn() {
    String text = "# What?\n\n## Who?\n\n" + "Some words that go on. ".repeat(6).strip();

    for (Strategy strategy : List.of(Strategy.AUTO, Strategy.RECURSIVE)) {
      assertThat(contents(text, ChunkSettings.of(strategy, 60, 0, null, null, null)).get(0))
          .startsWith("# What?\n\n## Who?\n\nSome words");
    }
  }

  @Test
  void cutsNoListItemAndNoFenceThatFits() {
    String fence = "```\n# code one.\n\nmore code.\n```";
    String item = "- One thing. And one more\n  thing of it.";
    String text = "Some text before it all. It goes on.\n\n" + fence + "\n\nMore text.\n\n" + item;

    for (Strategy strategy : List.of(Strategy.AUTO, Strategy.RECURSIVE)) {
      assertThat(contents(text, ChunkSettings.of(strategy, 50, 0, null, null, null)))
          .anyMatch(content -> content.contains(fence))
          .anyMatch(content -> content.contains(item));
    }
  }

  @Test
  void recursiveKnowsAllLineEnds() {
    assertThat(contents("a b\r\n\r\nc d\r\re f\n\ng h", recursive(4, 0)))
        .containsExactly("a b", "c d", "e f", "g h");
  }

  @Test
  void countsCodePointsAndNeverCutsAGrapheme() {
    List<TextChunk> chunks = chunks("👩‍👩‍👧‍👦👩‍👩‍👧‍👦🇹🇷🇨🇳e\u0301", auto(8, 0));

    assertThat(chunks)
        .extracting(TextChunk::content)
        .containsExactly("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦", "🇹🇷🇨🇳e\u0301");
    assertThat(chunks).extracting(TextChunk::size).containsExactly(7, 7, 6);
    assertThat(contents("👩‍👩‍👧‍👦ab", auto(3, 0))).containsExactly("👩‍👩‍👧‍👦", "ab");
  }

  @Test
  void offsetsAreCodePoints() {
    TextChunk last = chunks("😀😀 word. Zwei.", auto(9, 0)).get(1);

    assertThat(last).isEqualTo(new TextChunk(1, "Zwei.", "", 9, 14));
  }

  @Test
  void whiteSpaceAloneIsNoChunk() {
    assertThat(chunks("", auto(10, 2))).isEmpty();
    assertThat(chunks(" \n\t\r\n\u00a0 \n", auto(10, 2))).isEmpty();
    assertThat(contents(" ".repeat(5000) + "a" + "\n".repeat(5000), auto(10, 2)))
        .containsExactly("a");
  }

  private static ChunkSettings auto(int size, int overlap) {
    return ChunkSettings.of(Strategy.AUTO, size, overlap, null, null, null);
  }

  private static ChunkSettings recursive(int size, int overlap) {
    return ChunkSettings.of(Strategy.RECURSIVE, size, overlap, null, null, null);
  }
}
