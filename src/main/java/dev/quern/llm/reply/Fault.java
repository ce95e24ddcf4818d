package dev.quern.llm.reply;

/**
 * Why a reply is rejected. It decides how the model is asked again, and what happens after that.
 */
public enum Fault {
  /** It does not have the requested form. */
  FORM(true, false),
  /** It was cut off, and too little of it is complete. */
  CUT_OFF(false, false),
  /** It repeats itself. */
  LOOP(false, false),
  /** It repeats the words of the prompt or of an example in it. */
  ECHO(false, false),
  /** It is written in another language or script than was asked for. */
  LANGUAGE(true, true);

  private final boolean shown;
  private final boolean tolerable;

  Fault(boolean shown, boolean tolerable) {
    this.shown = shown;
    this.tolerable = tolerable;
  }

  /** Whether the model sees its reply when it is asked again; false if it would copy it. */
  public boolean isShown() {
    return shown;
  }

  /** Whether the value is stored with a warning if asking again does not help. */
  public boolean isTolerable() {
    return tolerable;
  }
}
