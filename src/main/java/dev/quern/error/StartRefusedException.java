package dev.quern.error;

/**
 * Quern cannot start with this configuration; the message says what is wrong, and what to do about
 * it.
 */
public class StartRefusedException extends RuntimeException {

  private final String problem;
  private final String remedy;

  /**
   * A refusal.
   *
   * @param problem what is wrong, in a sentence without a full stop
   * @param remedy what to do about it, in a sentence without a full stop
   */
  public StartRefusedException(String problem, String remedy) {
    super(problem + ". " + remedy + ".");
    this.problem = problem;
    this.remedy = remedy;
  }

  public String problem() {
    return problem;
  }

  public String remedy() {
    return remedy;
  }
}
