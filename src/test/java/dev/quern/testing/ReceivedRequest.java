package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as it arrived on the wire.
 *
 * @param number counts the server's chat requests from 1
 * @param attempt counts the requests with these same messages from 1: 2 is a second try
 * @param receivedAt when the last byte of the request had been read
 * @param headers by lower-case name
 * @param model empty when the request names none
 * @param maxTokens {@code max_tokens}, or {@code max_completion_tokens}
 * @param body the whole body
 */
public record ReceivedRequest(
    int number,
    int attempt,
    Instant receivedAt,
    Map<String, String> headers,
    String model,
    List<Message> messages,
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    boolean stream,
    JsonNode body) {

  /**
   * One message.
   *
   * @param content its text; the text parts, a line each, when it has several
   * @param images the URLs of its image parts, {@code data:} URLs included
   */
  public record Message(String role, String content, List<String> images) {}

  /** The text of all messages, system first as sent, a line between two. */
  public String prompt() {
    return messages.stream().map(Message::content).collect(Collectors.joining("\n"));
  }

  /** Whether the text of any message contains this. */
  public boolean mentions(String text) {
    return messages.stream().anyMatch(message -> message.content().contains(text));
  }

  /** The header {@code Authorization}, such as "Bearer sk-1". */
  public @Nullable String authorization() {
    return headers.get("authorization");
  }
}
