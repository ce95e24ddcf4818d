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
    text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .forEach(script -> counts.merge(script, script == UnicodeScript.HAN ? 2 : 1, Integer::sum));
    return new Letters(counts, counts.values().stream().mapToInt(Integer::intValue).sum());
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
