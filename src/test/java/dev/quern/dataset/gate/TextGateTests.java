package dev.quern.dataset.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextGateTests {

  static Stream<Arguments> worthless() {
    return Stream.of(
        Arguments.of("too short", "Chapter 7"),
        Arguments.of("too short", "   \n\n  磨盘。  \n"),
        Arguments.of(
            "contents",
            "Contents\n\n1 Introduction ........ 1\n1.1 Mills ............ 3\n2 Stones . . . . . . 17\nIndex ............. 90"),
        Arguments.of(
            "contents",
            "# Table of Contents\n- [Install](#install)\n- [Use](#use)\n- [License of the code](#license)"),
        Arguments.of(
            "contents",
            "1. Introduction 1\n2. The mill and its stones 4\n2.1 Dressing 9\n2.2 Bedding 12\n3. Water wheels 30"),
        Arguments.of(
            "contents", "目录\n第一章 磨坊的历史……………1\n第二章 磨石……………………15\n第三章 水轮与传动…………42\n附录……………………………88"),
        Arguments.of(
            "contents",
            "İçindekiler\n1 Giriş .......... 1\n2 Değirmen taşları ....... 12\n3 Su çarkları ........ 31"),
        Arguments.of(
            "index",
            "Index\nbedstone, 12, 45–47\nbran, 88\ncog, 31\ndamsel, 14, 16\nflour, 3, 5, 90\nhopper, see damsel"),
        Arguments.of("index", "索引\n磨石，12，45\n水轮，31\n面粉，3，5，90\n麸皮，88，91\n筛子，14，16，20，33"),
        Arguments.of(
            "index",
            "Dizin\nbuğday, 12, 14\nçark, 31\ndeğirmen taşı, 3, 45–47\nelek, 88\nun, 5, 90"),
        Arguments.of("noise", "picture: " + "iVBORw0KGgoAAAANSUhEUgAA".repeat(20) + "=="),
        Arguments.of("noise", ("iVBORw0KGgoAAAANSUhEUgAA".repeat(3) + "\n").repeat(6)),
        Arguments.of(
            "noise", ". . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ."),
        Arguments.of(
            "noise", "________________________________________\n\n---------------------- 12"),
        Arguments.of(
            "noise",
            "~; ¦l ı' .,; ¬ |¦ r~ '\" ¦. ¬; :¦ l¦ ,. ~' ;: ¦¦ .¬ ~~ ,¦ '; ¬¬ .¦ l~ ;' ¦, ~. ¬'"),
        Arguments.of(
            "noise",
            "\ufffd\ufffd\ufffd a\ufffd\ufffd\ufffd b\ufffd\ufffd\ufffd\ufffd\ufffd c\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd d\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd and so on to the end of the page"));
  }

  static Stream<String> worthwhile() {
    return Stream.of(
        "The key of the mill's server, to be put into its folder, is this:\n"
            + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\nIt is not secret.",
        "> A gene of rye\n"
            + "ACGTTGCAAGCTTAGCCGATTACAGGCATTAGCCAGTACCGATAGGCATTACGGACT\n".repeat(6),
        "The sums:\n"
            + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 a\n".repeat(6),
        "The mill stands by the river, and its wheel turns day and night.",
        "磨坊建在河边，水轮日夜转动，每天磨出三百公斤面粉，供应附近的村庄，从一九〇二年一直用到今天都没有停过。",
        "Değirmen ırmağın kıyısındadır ve çarkı gece gündüz döner.",
        "for (int i = 0; i < n; i++) {\n  a[i] = b[i] * c;\n  if (a[i] > 9) {\n    x = y;\n  }\n}",
        "```\n#!/bin/sh\nx=1; y=2; z=$((x+y))\n[ $z -gt 2 ] && ls -l /a/b | wc -l\n```",
        "| Stone | Year | Weight |\n|---|---|---|\n| 1 | 1902 | 800 |\n| 2 | 1910 | 820 |",
        "E = mc^2\nF = ma\na^2 + b^2 = c^2\n\\int_0^1 x dx = 1/2\n\\sum_{i=1}^n i = n(n+1)/2",
        "Year, flour, bran\n1902, 300, 40\n1903, 320, 44\n1904, 310, 41\n1905, 333, 47\n1906, 301, 39",
        "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\nCould frame thy fearful symmetry?",
        "- 3 cups of flour\n- 1 cup of water, 20 °C\n- 2 g of salt\n- 1 g of yeast\nKnead 10 minutes, rest 2 hours.",
        "In 1902 the mill burnt down.\nIn 1903 it was built anew.\nIn 1904 it had 12 stones.\nThe owner sold it in 1910",
        "Paris, 2,100,000 inhabitants, is the capital of France and lies on the Seine, 170 km from the sea.",
        "Name: Ada\nBorn: 1815\nDied: 1852\nKnown for: the first program\nChildren: 3",
        "HTTP 200 means OK ... and 404 means that nothing is there. See section 3 for more: 12 codes.");
  }

  @ParameterizedTest
  @MethodSource("worthless")
  void saysWhyATextIsNotWorthAQuestion(String reason, String text) {
    assertThat(TextGate.reason(text, 40)).isEqualTo(reason);
  }

  @Test
  void readsRulesOfAnyLength() {
    String text = "# Form\n\nPlease write your name and your town on the line below, by hand.\n";
    for (String rule : List.of("_", ". ", "=\n", "_\t-")) {
      assertThat(TextGate.reason(text + rule.repeat(100_000), 40)).as(rule).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("worthwhile")
  void leavesAloneWhatIsOddAndWorthOne(String text) {
    assertThat(TextGate.reason(text, 40)).isNull();
  }
}
