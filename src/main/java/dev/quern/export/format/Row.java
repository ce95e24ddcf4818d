package dev.quern.export.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.quern.Json;
import dev.quern.dataset.conversation.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row from a statement in {@code sql/export-*.sql}, with its columns by name; values kept from an
 * import ({@code imported}) replace columns that are null.
 */
public final class Row {

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
  private static final TypeReference<List<Message>> MESSAGES = new TypeReference<>() {};

  private final Kind kind;
  private final Map<String, Object> columns;
  private final Map<String, Object> imported;

  public Row(Kind kind, Map<String, Object> columns) {
    this.kind = kind;
    this.columns = columns;
    Object brought = columns.get("imported");
    this.imported = brought == null ? Map.of() : read(brought.toString(), FIELDS);
  }

  /** What kind of row it is. */
  public Kind kind() {
    return kind;
  }

  /** Its id in the project. */
  public String id() {
    return String.valueOf(columns.get("id"));
  }

  /** A column of this project, without imported values. */
  public @Nullable Object here(String column) {
    return columns.get(column);
  }

  /** A column, with imported values. */
  public @Nullable Object known(String column) {
    return imported.containsKey(column) ? imported.get(column) : columns.get(column);
  }

  /** A text column; null where it has no value. */
  public @Nullable String text(String column) {
    return (String) columns.get(column);
  }

  String question() {
    return kind == Kind.CONVERSATIONS ? messages().get(0).value() : required("question");
  }

  String answer() {
    if (kind == Kind.CONVERSATIONS) {
      List<Message> messages = messages();
      return messages.get(messages.size() - 1).value();
    }
    return required("answer");
  }

  String cot() {
    String cot = text("cot");
    return cot == null ? "" : cot;
  }

  /** The system prompt that it came in with. */
  @Nullable String system() {
    return (String) imported.get("system");
  }

  /** The messages, the question first. */
  List<Message> messages() {
    String stored = text("messages");
    return stored != null
        ? read(stored, MESSAGES)
        : List.of(
            new Message(Message.HUMAN, question()), new Message(Message.GPT, required("answer")));
  }

  /** The elements of a column that is a list. */
  public List<String> texts(String column) {
    String stored = text(column);
    return stored == null || stored.equals("[]")
        ? List.of()
        : read(stored, new TypeReference<List<String>>() {});
  }

  /** A column that holds JSON; null where it has no value. */
  @Nullable Object json(String column) {
    String stored = text(column);
    return stored == null ? null : read(stored, new TypeReference<Object>() {});
  }

  /** The path of its image beside the file, named by its content. */
  public String imagePath() {
    String type = required("media_type");
    String end = type.substring(type.indexOf('/') + 1);
    return "images/" + required("image_sha256") + "." + (end.equals("jpeg") ? "jpg" : end);
  }

  /** Its image in the form that records use. */
  Object image(Style.Images how) {
    byte[] bytes = (byte[]) columns.get("image");
    return switch (how) {
      case PATH -> imagePath();
      case INLINE -> DataUri.of(required("media_type"), Objects.requireNonNull(bytes));
      case BYTES -> {
        Map<String, Object> image = new HashMap<>();
        image.put("bytes", bytes);
        image.put("path", imagePath());
        yield image;
      }
    };
  }

  private String required(String column) {
    return Objects.requireNonNull(text(column), column);
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return Json.EXACT_NUMBERS.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read as " + type.getType(), e);
    }
  }
}
