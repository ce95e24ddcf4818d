package dev.quern.llm.guard;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many letters of each script a text has; a Chinese character counts as two, since it says what
 * takes several Latin letters.
 */
record Letters(Map<UnicodeScript, Integer> counts, int all) {

  static Letters of(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    int plain = 0;
    int all = 0;
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (c < 0x80) {
        plain += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : 0;
        continue;
      }
      UnicodeScript script = Character.isLetter(c) ? UnicodeScript.of(c) : UnicodeScript.COMMON;
      if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
        int weight = script == UnicodeScript.HAN ? 2 : 1;
        counts.merge(script, weight, Integer::sum);
        all += weight;
      }
    }
    if (plain > 0) {
      counts.merge(UnicodeScript.LATIN, plain, Integer::sum);
    }
    return new Letters(counts, all + plain);
  }

  int of(UnicodeScript script) {
    return counts.getOrDefault(script, 0);
  }

  /** The script that has more than half of the letters; Latin where none has. */
  UnicodeScript most() {
    return counts.entrySet().stream()
        .filter(count -> 2 * count.getValue() > all)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(UnicodeScript.LATIN);
  }
}
