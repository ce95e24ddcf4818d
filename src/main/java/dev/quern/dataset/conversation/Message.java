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

  /** The role of the message at an index from 0: human and gpt alternate, human first. */
  public static String speaker(int index) {
    return index % 2 == 0 ? HUMAN : GPT;
  }
}
