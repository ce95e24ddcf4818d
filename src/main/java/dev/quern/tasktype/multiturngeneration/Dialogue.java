package dev.quern.tasktype.multiturngeneration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.quern.dataset.conversation.Message;
import dev.quern.llm.guard.SameText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A dialogue under way: human and gpt in turn. It begins with a question and ends with an answer.
 *
 * @param maxTurns messages at most
 * @param ended whether the asking role has no more questions
 * @param otherLanguage whether a message is in another language than requested
 * @param cutOff whether the end of a message is missing, because its reply was cut off
 */
public record Dialogue(
    List<Message> messages, int maxTurns, boolean ended, boolean otherLanguage, boolean cutOff) {

  static Dialogue about(String question, int maxTurns) {
    return new Dialogue(
        List.of(new Message(Message.HUMAN, question)), maxTurns, false, false, false);
  }

  /**
   * Whether another message is needed: an answer is missing, or there is room for a question and an
   * answer.
   */
  @JsonIgnore
  public boolean isOpen() {
    return isAnswerDue() || !ended && messages.size() + 2 <= maxTurns;
  }

  /** Whether the last message is a question. */
  @JsonIgnore
  boolean isAnswerDue() {
    return messages.size() % 2 == 1;
  }

  Dialogue inOtherLanguage() {
    return new Dialogue(messages, maxTurns, ended, true, cutOff);
  }

  Dialogue withCutOff() {
    return new Dialogue(messages, maxTurns, ended, otherLanguage, true);
  }

  Dialogue with(String said) {
    List<Message> more = new ArrayList<>(messages);
    more.add(new Message(Message.speaker(messages.size()), said));
    return new Dialogue(List.copyOf(more), maxTurns, ended, otherLanguage, cutOff);
  }

  Dialogue end() {
    return new Dialogue(messages, maxTurns, true, otherLanguage, cutOff);
  }

  /** The questions so far. */
  List<String> asked() {
    return messages.stream()
        .filter(message -> message.from().equals(Message.HUMAN))
        .map(Message::value)
        .toList();
  }

  /** Whether this was asked already, or is an answer again, case and punctuation apart. */
  boolean hasSaid(String question) {
    return messages.stream().anyMatch(message -> SameText.is(message.value(), question));
  }

  /** The last message. */
  String last() {
    return messages.get(messages.size() - 1).value();
  }

  /** The whole dialogue, each message after its role. */
  String transcript(String roleA, String roleB) {
    return messages.stream()
        .map(m -> (m.from().equals(Message.HUMAN) ? roleA : roleB) + ": " + m.value())
        .collect(Collectors.joining("\n\n"));
  }
}
