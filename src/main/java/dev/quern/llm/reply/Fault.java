package dev.quern.llm.reply;

/** Why a reply is not taken; it decides how the model is asked once more, and what comes after. */
public enum Fault {
  /** It does not have the form that was asked for. */
  FORM(true, false),
  /** It was cut off, and too little of it is whole. */
  CUT_OFF(false, false),
  /** It says the same thing again and again. */
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

  /** Whether the model is to see its reply when it is asked again; it would copy an echo. */
  public boolean isShown() {
    return shown;
  }

  /** Whether the value is kept, and marked, where asking again does not help. */
  public boolean isTolerable() {
    return tolerable;
  }
}
