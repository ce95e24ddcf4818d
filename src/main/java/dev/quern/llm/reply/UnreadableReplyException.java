package dev.quern.llm.reply;

/**
 * A rejected reply. The message is for people: what was expected, what was wrong, and how the reply
 * began. The model never sees it, because it would repeat these words.
 */
public class UnreadableReplyException extends RuntimeException {

  private static final int EXCERPT = 160;

  private final Fault fault;

  private UnreadableReplyException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /**
   * A reply that can be read and is not to be kept.
   *
   * @param message a sentence for people that says why
   */
  public static UnreadableReplyException refused(Fault fault, String message) {
    return new UnreadableReplyException(fault, message);
  }

  public static UnreadableReplyException of(String expected, String problem, String reply) {
    return new UnreadableReplyException(
        Fault.FORM,
        "Expected %s, but %s. The reply was: %s".formatted(expected, problem, excerpt(reply)));
  }

  /** JSON whose quotes or backslashes can be read in two ways. */
  public static UnreadableReplyException inDoubt(String reply) {
    return of("JSON", "its quotes or backslashes can be read in two ways", reply);
  }

  /** The kind of fault. */
  public Fault fault() {
    return fault;
  }

  private static String excerpt(String reply) {
    int[] some =
        reply
            .codePoints()
            .limit(4L * EXCERPT)
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .toArray();
    String line = new String(some, 0, some.length).strip().replaceAll(" {2,}+", " ");
    if (line.isEmpty()) {
      return "(nothing)";
    }
    if (line.codePointCount(0, line.length()) <= EXCERPT) {
      return "\"" + line + "\"";
    }
    return "\"" + line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…\"";
  }
}
