package dev.quern.llm.reply.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeSentencesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The mill stands by the river. It grinds|The mill stands by the river.",
        "The mill stands by the river. It grinds corn.|The mill stands by the river. It grinds corn.",
        "It is called \"the old mill.\" It was|It is called \"the old mill.\"",
        "Version 1.7 came out first. Then came 2.|Version 1.7 came out first.",
        "It grinds corn, e.g. wheat. It belongs to Dr. Hill and|It grinds corn, e.g. wheat.",
        "磨坊建在河边。它每天磨|磨坊建在河边。",
        "Değirmen ırmağın kıyısında durur. Çarkı|Değirmen ırmağın kıyısında durur.",
        "Two parts:\\n- the wheel\\n- the sto|Two parts:\\n- the wheel",
        "1. Open the gate.\\n2. Dress the stone.\\n3.|1. Open the gate.\\n2. Dress the stone.",
        "It grinds.\\n\\n## The wheel\\n\\nOf oak|It grinds.",
        "It grinds.\\nThe steps are:\\n1. Open the|It grinds.",
        "Start it:\\n```\\nmill --start\\n```\\nThen wait. It|Start it:\\n```\\nmill --start\\n```\\nThen wait.",
        "It is started by hand. Run:\\n```\\nmill. Go|It is started by hand.",
      })
  void endsWhereTheLastSentenceOrItemDoes(String text, String whole) {
    String given = text.replace("\\n", "\n");
    assertThat(WholeSentences.of(given)).isEqualTo(whole.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "The mill stands by", "Here is how:\n", "```\nmill --start. Then", "1."})
  void findsNothingWhereNothingIsWhole(String text) {
    assertThat(WholeSentences.of(text)).isEmpty();
  }
}
