package dev.quern.llm.reply.json;

/**
 * Counts the quotes within a string that are not escaped. A string that ended at a quote of its own
 * text has more that open than that close, so its two halves are told from two strings.
 */
public final class InnerQuotes {

  private final char opener;
  private int straight;
  private int opening;
  private int closing;

  /** For a string that was opened with this quote. */
  public InnerQuotes(char opener) {
    this.opener = opener;
  }

  /** A quote of the string's own kind at that place of the text. */
  public void add(String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"', '＂' -> straight++;
      case '\'' -> apostrophe(text, at);
      case '“', '„', '‘', '‚', '「', '『', '«' -> opening++;
      default -> closing++;
    }
  }

  /** One between two letters is none; one behind a letter may be a plural's. */
  private void apostrophe(String text, int at) {
    boolean before = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
    boolean after = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
    if (!before && after) {
      opening++;
    } else if (before && !after || !before) {
      closing++;
    }
  }

  /** Whether there were any, apostrophes within words aside. */
  public boolean any() {
    return straight + opening + closing > 0;
  }

  /** Whether one was opened and not closed. */
  public boolean areUnbalanced() {
    return opener == '"' || opener == '＂' ? straight % 2 == 1 : opening > closing;
  }
}
