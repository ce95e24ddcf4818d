package dev.quern.llm.reply;

/**
 * A reply that could not be read. The message says what was expected, what was wrong and how the
 * reply began, so that it can be told to the model in a second try.
 */
public class UnreadableReplyException extends RuntimeException {

  private static final int EXCERPT = 160;

  private UnreadableReplyException(String message) {
    super(message);
  }

  public static UnreadableReplyException of(String expected, String problem, String reply) {
    return new UnreadableReplyException(
        "Expected %s, but %s. The reply was: %s".formatted(expected, problem, excerpt(reply)));
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
