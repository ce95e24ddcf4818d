package dev.quern.llm.guard;

import com.ibm.icu.text.Transliterator;

/** Tells traditional Chinese characters from simplified ones, by ICU's tables. */
final class TraditionalChinese {

  private static final Transliterator TO_SIMPLIFIED =
      Transliterator.getInstance("Traditional-Simplified");
  private static final Transliterator TO_TRADITIONAL =
      Transliterator.getInstance("Simplified-Traditional");

  private TraditionalChinese() {}

  /** Whether at least four characters are traditional alone, and more than are simplified alone. */
  static boolean is(String text) {
    int traditional = changed(text, TO_SIMPLIFIED);
    return traditional >= 4 && traditional > changed(text, TO_TRADITIONAL);
  }

  private static int changed(String text, Transliterator way) {
    String other = way.transliterate(text);
    int changed = 0;
    for (int i = 0; i < Math.min(text.length(), other.length()); i++) {
      changed += text.charAt(i) == other.charAt(i) ? 0 : 1;
    }
    return changed;
  }
}
