package dev.quern.dataset.conversation;

/**
 * One message of a conversation, as ShareGPT has it.
 *
 * @param from human or gpt
 */
public record Message(String from, String value) {

  /** Who asks. */
  public static final String HUMAN = "human";

  /** Who answers. */
  public static final String GPT = "gpt";

  /** Whose turn it is after so many messages: human first, then in turn. */
  public static String speaker(int index) {
    return index % 2 == 0 ? HUMAN : GPT;
  }
}
