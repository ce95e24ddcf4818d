package dev.quern.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a protocol's replies. It detects other content before LangChain4j reads it, which
 * would fail with an unhelpful message or drop a broken event of a stream.
 *
 * @param field that every whole reply has, such as {@code choices}; empty for none
 * @param mend changes what LangChain4j cannot read, and says whether it has; null if no change is
 *     needed
 * @param mendsEvents whether the events of a stream need it, too
 * @param done what LangChain4j reads in place of the event {@code [DONE]}
 */
public record ReplyEnvelope(
    String field, @Nullable Predicate<ObjectNode> mend, boolean mendsEvents, String done) {

  private static final String DONE = "[DONE]";

  private static final int MAX_QUOTED = 300;

  /** OpenRouter's place for what ended a reply before its time. */
  private static final String OF_CHOICE = "/choices/0/error";

  /** Any JSON object that tells of no error, or any array. */
  public static final ReplyEnvelope ANY = of("");

  /** A shape that needs no mending. */
  public static ReplyEnvelope of(String field) {
    return new ReplyEnvelope(field, null, false, DONE);
  }

  /** The same with a change of whole replies and of events. */
  public ReplyEnvelope mendedBy(Consumer<ObjectNode> change) {
    Predicate<ObjectNode> always =
        reply -> {
          change.accept(reply);
          return true;
        };
    return new ReplyEnvelope(field, always, true, done);
  }

  /** The same with a change of whole replies, where one is needed. */
  public ReplyEnvelope mendedWhole(Predicate<ObjectNode> change) {
    return new ReplyEnvelope(field, change, false, done);
  }

  /** The same with another event for the last one. */
  public ReplyEnvelope endedBy(String event) {
    return new ReplyEnvelope(field, mend, mendsEvents, event);
  }

  /** The body of a whole reply, mended. */
  String whole(String sent, String contentType) {
    String body = withoutMark(sent);
    if (field.isEmpty() && read(body) instanceof ArrayNode) {
      return body;
    }
    ObjectNode reply = object(body, contentType);
    throwIfError(reply);
    boolean mended = mend != null && mend.test(reply);
    if (!field.isEmpty() && !reply.hasNonNull(field)) {
      throw new NotAReplyException("sent JSON that is no reply of a model: " + quoted(body));
    }
    return mended ? reply.toString() : body;
  }

  /** The data of an event of a stream, mended. */
  String event(String sent, String contentType) {
    String data = withoutMark(sent);
    if (data.strip().equals(DONE)) {
      return done;
    }
    if (!mendsEvents && data.startsWith("{") && !data.contains("\"error\"")) {
      return data;
    }
    ObjectNode event = object(data, contentType);
    throwIfError(event.path("error"));
    throwIfError(event.at(OF_CHOICE));
    return mendsEvents && mend != null && mend.test(event) ? event.toString() : data;
  }

  /** What may be a stream, or the error of one that never began. */
  void requireNoError(String text) {
    if (read(withoutMark(text)) instanceof ObjectNode reply) {
      throwIfError(reply);
    }
  }

  private void throwIfError(ObjectNode reply) {
    if (reply.path(field).isEmpty()) {
      throwIfError(reply.path("error"));
    }
    throwIfError(reply.at(OF_CHOICE));
  }

  private static ObjectNode object(String text, String contentType) {
    if (read(text) instanceof ObjectNode object) {
      return object;
    }
    throw notAsAsked(contentType, text);
  }

  private static JsonNode read(String text) {
    try {
      return Json.PLAIN.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A byte order mark, as .NET writes it, is no JSON. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  static NotAReplyException notAsAsked(String contentType, String text) {
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return new NotAReplyException(
          "sent a web page where a reply of a model was expected; look at its base_url. The page"
              + " says: "
              + quoted(text));
    }
    return new NotAReplyException(
        text.isBlank()
            ? "sent an empty body where a reply of a model was expected"
            : "sent no JSON where a reply of a model was expected, but "
                + (contentType.isEmpty() ? "something" : contentType)
                + ": "
                + quoted(text));
  }

  /** Some gateways answer 200 and report the failure in the body or within a stream. */
  private static void throwIfError(JsonNode error) {
    boolean isOne = error.isObject() ? !error.isEmpty() : !error.asText("").isBlank();
    if (isOne) {
      String body = Json.PLAIN.createObjectNode().set("error", error).toString();
      throw new StatusException(status(error), body, null);
    }
  }

  private static int status(JsonNode error) {
    int code = error.path("code").asInt(error.path("status").asInt(0));
    if (code >= 400 && code <= 599) {
      return code;
    }
    String name =
        Stream.of("type", "status", "code")
            .map(part -> error.path(part).asText(""))
            .collect(Collectors.joining(" "))
            .toLowerCase(Locale.ROOT);
    return name.contains("rate_limit") || name.contains("resource_exhausted")
        ? 429
        : name.contains("overloaded") || name.contains("unavailable")
            ? 503
            : name.contains("authentication") || name.contains("permission")
                ? 401
                : name.contains("invalid") || name.contains("too_large") ? 400 : 500;
  }

  private static String quoted(String text) {
    String words = text.replaceAll("(?s)<(script|style)\\b.*?</\\1>|<[^<>]*>", " ");
    String line = words.replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
