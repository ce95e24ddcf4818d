package dev.quern.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;

/** What a model says when all is well. */
public final class Replies {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Replies() {}

  /** This text, whatever it is: prose, JSON, broken JSON, {@code <think>} and all. */
  public static Answer text(String text) {
    return Answer.of(200, Completion.of(text));
  }

  /** A completion without a character of content. */
  public static Answer empty() {
    return text("");
  }

  /** This text as it stands between the quotes of OpenAI's JSON, escapes and all. */
  public static Answer escaped(String content) {
    String message = "{\"role\":\"assistant\",\"content\":\"" + content + "\"}";
    return Answer.of(
        200,
        new Answer.Raw(
            "application/json",
            "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                + message
                + "}]}"));
  }

  /** A JSON array of these questions, or of whatever else. */
  public static Answer questions(List<String> questions) {
    try {
      return text(JSON.writeValueAsString(questions));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not to be written as JSON: " + questions, e);
    }
  }

  /** A JSON array of so many different questions, the same ones each time. */
  public static Answer questions(int count) {
    return questions(
        IntStream.rangeClosed(1, count).mapToObj(i -> "What is said in part " + i + "?").toList());
  }

  /** A JSON array of so many questions that no other request of this server was given. */
  public static Answer questions(int count, ReceivedRequest request) {
    return questions(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> "What is said in part " + i + " of text " + request.number() + "?")
            .toList());
  }
}
