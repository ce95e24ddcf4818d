package dev.quern.export.format;

import dev.quern.dataset.conversation.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shared parts of the formats with messages. */
final class Chat {

  /** Where a loader looks for a medium; the blanks are one more in a record than in its row. */
  private static final Pattern TAG = Pattern.compile("<(image|video|audio)( *+)>");

  private static final Pattern WRITTEN_TAG = Pattern.compile("<(image|video|audio)( *) >");

  /** The place, with the line end behind it or else the one before it. */
  private static final Pattern PLACE_AND_LINE_END =
      Pattern.compile("%1$s(\\r?\\n)|(\\r?\\n)?%1$s".formatted(RecordFormat.PLACE));

  private Chat() {}

  /** The question of a row. */
  static String asked(Row row) {
    return withoutTags(row, row.question());
  }

  /** The question of a row, with the placeholder of its image in front if there is one. */
  static String askedWithPlace(Row row) {
    return row.kind() == Kind.IMAGE_DATASETS ? RecordFormat.PLACE + asked(row) : asked(row);
  }

  /** Its answer for training. */
  static String answered(Row row, Style style) {
    return withoutTags(row, style.output(row));
  }

  /**
   * The text beside an image, in which no tag is taken for the place of another: {@code <video>} is
   * written as {@code <video >}, which is the same in HTML.
   */
  static String withoutTags(Row row, String text) {
    return row.kind() == Kind.IMAGE_DATASETS ? TAG.matcher(text).replaceAll("<$1$2 >") : text;
  }

  /** The fields that most formats end with: system prompt, reasoning, images. */
  static void addCommon(List<Field> fields, Kind kind, Style style) {
    if (style.systems()) {
      fields.add(Field.text("system"));
    }
    addReasoning(fields, kind, style);
  }

  static void addReasoning(List<Field> fields, Kind kind, Style style) {
    if (style.hasReasoning(kind)) {
      fields.add(Field.text("cot"));
    }
    if (kind == Kind.IMAGE_DATASETS) {
      Type image =
          style.images() == Style.Images.BYTES
              ? new Type.Group(List.of(new Field("bytes", Type.Scalar.BYTES), Field.text("path")))
              : Type.Scalar.TEXT;
      fields.add(new Field("images", new Type.Many(image)));
    }
  }

  static void putCommon(Map<String, @Nullable Object> record, Row row, Style style) {
    record.put("cot", row.cot());
    if (row.kind() == Kind.IMAGE_DATASETS) {
      record.put("images", List.of(row.image(style.images())));
    }
  }

  /** The messages of a row; for an entry, its question and its answer. */
  static List<Message> said(String asked, Row row, Style style) {
    return row.kind() == Kind.CONVERSATIONS
        ? row.messages()
        : List.of(
            new Message(Message.HUMAN, asked), new Message(Message.GPT, answered(row, style)));
  }

  /** Puts messages into a row, as those of a dialogue or as question and answer. */
  static void take(Kind kind, List<Message> said, Given given) {
    checkTurns(said);
    if (kind == Kind.CONVERSATIONS) {
      given.row().put("messages", said);
      return;
    }
    if (said.size() != 2) {
      throw new RefusedRecordException(
          "has "
              + said.size()
              + " messages, which is no question with its answer: import it with"
              + " kind=conversations");
    }
    given.row().put("question", question(kind, said.get(0).value()));
    given.takeAnswer(kind, withTags(kind, said.get(1).value()));
  }

  /** Puts {@code messages} of role and content into a row, with the reasoning of its answer. */
  static void takeMessages(Kind kind, Given given) {
    List<Message> said = new ArrayList<>();
    String reasoning = null;
    for (Given message : given.groups("messages")) {
      message.checkMessage();
      switch (message.text("role")) {
        case "system", "developer" -> {
          if (!said.isEmpty()) {
            throw new RefusedRecordException("a system message must be the first one");
          }
          given.putSystem(message.text("content"));
        }
        case "user" -> said.add(new Message(Message.HUMAN, message.text("content")));
        case "assistant" -> said.add(new Message(Message.GPT, message.text("content")));
        default ->
            throw new RefusedRecordException(
                "a message has the role '"
                    + message.text("role")
                    + "': system, user and assistant are taken");
      }
      String thought = thought(message);
      reasoning = thought == null ? reasoning : thought;
    }
    take(kind, said, given);
    if (reasoning != null) {
      given.putReasoning(reasoning);
    }
  }

  /** The reasoning that a message has beside its text; null where there is none. */
  static @Nullable String thought(Given message) {
    return message.some("thinking", "reasoning_content", "reasoning");
  }

  private static void checkTurns(List<Message> said) {
    for (int i = 0; i < said.size(); i++) {
      if (!said.get(i).from().equals(Message.speaker(i))) {
        throw new RefusedRecordException(
            "message "
                + (i + 1)
                + " is not of the one whose turn it is: user and assistant take"
                + " turns, the user first");
      }
    }
    if (said.size() < 2 || said.size() % 2 != 0) {
      throw new RefusedRecordException("its last message must be the assistant's");
    }
  }

  /** The question without the placeholder of its image, which others put at the end too. */
  static String question(Kind kind, String asked) {
    if (kind != Kind.IMAGE_DATASETS) {
      return asked;
    }
    String[] around = asked.split(RecordFormat.PLACE, -1);
    if (around.length > 2) {
      throw new RefusedRecordException(
          "its question has " + (around.length - 1) + " places for images, and a row has one");
    }
    return withTags(kind, PLACE_AND_LINE_END.matcher(asked).replaceFirst(""));
  }

  /** The text that {@link #withoutTags} wrote. */
  static String withTags(Kind kind, String text) {
    return kind == Kind.IMAGE_DATASETS ? WRITTEN_TAG.matcher(text).replaceAll("<$1$2>") : text;
  }
}
