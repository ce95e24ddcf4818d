package dev.quern.llm.offline;

/** Something that the offline provider cannot do; the message names it and says what to do. */
public class OfflineCannotException extends RuntimeException {

  private OfflineCannotException(String message) {
    super(message);
  }

  /** It cannot judge entries. */
  public static OfflineCannotException scores() {
    return cannot("give scores", "choose a provider with a language model");
  }

  /** It cannot look at images. */
  public static OfflineCannotException images() {
    return cannot("see images", "choose a provider with a vision model");
  }

  /** It cannot write in a language that it has no words for. */
  public static OfflineCannotException language(String language) {
    return cannot("work in the language \"" + language + "\"", "choose en, zh-CN or tr");
  }

  static OfflineCannotException noSentence() {
    return cannot(
        "ask about a text without a whole sentence (headings, tables and code do not count)",
        "make larger chunks or choose a provider with a language model");
  }

  private static OfflineCannotException cannot(String what, String advice) {
    return new OfflineCannotException(
        "The offline provider (" + OfflineModel.MODEL + ") cannot " + what + ": " + advice + ".");
  }
}
