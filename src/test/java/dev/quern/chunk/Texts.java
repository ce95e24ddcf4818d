package dev.quern.chunk;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts and settings that are hard to split. */
final class Texts {

  static final List<String> DELIMITERS =
      List.of("---", "\n\n", "\n", "##", "。", "aa", "👩", "\r\n");

  private Texts() {}

  static Arbitrary<String> nasty() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "👩‍👩‍👧‍👦",
                "🇹🇷🇨🇳",
                "🇹🇷",
                "👍🏽",
                "e\u0301",
                "\u0301",
                " \u0308",
                "न्त",
                "क्षि",
                "각",
                "\u1100\u1161",
                "\u0600\u0661",
                "\ud83d",
                "\udc69",
                "\u200d",
                "❤️",
                "\u00a0",
                "\u2028"),
            Arbitraries.of(
                "\n",
                "\r\n",
                "\r",
                "\n\n",
                "\r\n\r\n",
                " ",
                "  ",
                "\t",
                "\n \n",
                "\n\n\n",
                "---",
                "##",
                "aa",
                "。"),
            Arbitraries.of(
                "The quick fox. ",
                "Dr. Kaya geldi. ",
                "Bu 3.14 vb. sayılar! ",
                "他说：“你好。”然后走了。",
                "什么？！",
                "等等……好；",
                "word ",
                "a",
                "İstanbul'da ",
                "(see p. 5) "),
            Arbitraries.of(
                "\n# Title\n",
                "\n## Sub ##\n",
                "\nHead\n====\n",
                "\nHead\n---\n",
                "\n```\n",
                "\n~~~~ java\n",
                "\n| a | b |\n|---|---|\n| 1 | 2 |\n",
                "| c | d |\n",
                "\n# in fence\n",
                "    # code\n",
                "\n- item\n",
                "\n> quote\n",
                "###### six\n"),
            Arbitraries.integers().between(1, 120).map("x"::repeat),
            Arbitraries.integers().between(1, 40).map("字"::repeat),
            Arbitraries.integers().between(1, 60).map(" "::repeat),
            Arbitraries.of(
                " ".repeat(600), "\n".repeat(600), "\n \n".repeat(200), "\t".repeat(1100)),
            Arbitraries.integers().between(1, 30).map("a\u0301"::repeat),
            Arbitraries.integers().between(1, 30).map("\u0302"::repeat),
            Arbitraries.integers().between(1, 9).map("🇹🇷"::repeat))
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  static Arbitrary<ChunkSettings> settings() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 12), Arbitraries.integers().between(13, 200));
    return Combinators.combine(
            Arbitraries.of(Strategy.values()),
            sizes,
            Arbitraries.integers().between(0, 99),
            Arbitraries.of(DELIMITERS),
            Arbitraries.integers().between(1, 100))
        .as(
            (strategy, size, overlap, delimiter, min) ->
                new ChunkSettings(
                    strategy,
                    size,
                    size * overlap / 100,
                    delimiter,
                    Math.max(1, size * min / 100),
                    size));
  }
}
