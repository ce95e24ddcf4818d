package dev.quern.tasktype.datadistillation.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextCleanerPropertyTests {

  @Property
  void cleansTwiceAsOnce(@ForAll("texts") String text) {
    String once = TextCleaner.clean(text);
    assertThat(TextCleaner.clean(once)).isEqualTo(once);
  }

  @Property
  void putsNothingIn(@ForAll("texts") String text) {
    String cleaned = TextCleaner.clean(text);
    int at = 0;
    for (int i = 0; i < text.length() && at < cleaned.length(); i++) {
      at += text.charAt(i) == cleaned.charAt(at) ? 1 : 0;
    }
    assertThat(at).isEqualTo(cleaned.length());
  }

  @Property
  void takesOnlyWhiteSpaceAndRepeatedMarks(@ForAll("texts") String text) {
    assertThat(letters(TextCleaner.clean(text))).isEqualTo(letters(text));
  }

  @Property
  void changesNoNumber(@ForAll("numbers") String numbers) {
    assertThat(TextCleaner.clean(numbers)).isEqualTo(numbers.strip());
  }

  @Property
  void leavesCodeAlone(@ForAll("texts") String before, @ForAll("code") String code) {
    String fence = "\n~~~~\n" + code + "\n~~~~\n";
    String text = before.replace("~", "").replace("`", "") + fence + "and  more";
    assertThat(TextCleaner.clean(text)).contains(fence.strip()).endsWith("and more");
  }

  @Property
  void leavesNoEdges(@ForAll("texts") String text) {
    String cleaned = TextCleaner.clean(text);
    assertThat(cleaned).isEqualTo(cleaned.strip());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "Bc",
            "ğı",
            "水车",
            " ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            "\n\n\n",
            ",",
            ";",
            ".",
            "!",
            "?",
            ":",
            "...",
            "`",
            "``",
            "```\n",
            "~~~",
            "- ",
            "1. ",
            "|",
            "---",
            "    ",
            "> ",
            "#",
            "3",
            "14",
            "10:30",
            "\"",
            "(",
            ")",
            "*",
            "/",
            "\\",
            "@",
            "$",
            "<pre>",
            "</pre>",
            "www.",
            "https://x.y/",
            "\u3000",
            "\u00a0",
            "，",
            "。",
            "=",
            "-")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> code() {
    return Arbitraries.strings().withChars(" ,;.!?:\n\tabc=|`0123").ofMaxLength(80);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.of(
            "3.14",
            "2,718.28",
            "10:30",
            "1.000,50",
            "v1.2.3",
            "-5",
            "1/2",
            "50%",
            "0x1F",
            "1e-5",
            "3 : 2",
            "§5",
            "12.12.2026",
            "192.168.0.1",
            "+90 212 000",
            ".5",
            "1 ,000")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join(" ", parts));
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(
            c -> "!?,".indexOf(c) < 0 && !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
