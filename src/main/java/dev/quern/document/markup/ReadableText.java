package dev.quern.document.markup;

import java.text.Normalizer;

/**
 * Text as it is read: without soft hyphens and characters of no width, ligatures as letters, fixed
 * spaces and hyphens as common ones, accents composed (Unicode NFC).
 */
public final class ReadableText {

  private static final String[] LIGATURES = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

  private ReadableText() {}

  public static String of(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) < '\u00A0') {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      append(result, text.charAt(i));
    }
    return Normalizer.isNormalized(result, Normalizer.Form.NFC)
        ? result.toString()
        : Normalizer.normalize(result, Normalizer.Form.NFC);
  }

  private static void append(StringBuilder result, char c) {
    switch (c) {
      case '\u00AD', '\u200B', '\u2060', '\uFEFF' -> {}
      case '\u00A0', '\u202F', '\u2007' -> result.append(' ');
      case '\u2011' -> result.append('-');
      default -> {
        if (c >= '\uFB00' && c <= '\uFB06') {
          result.append(LIGATURES[c - '\uFB00']);
        } else {
          result.append(c);
        }
      }
    }
  }
}
