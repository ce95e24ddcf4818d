package dev.quern.export.format;

import dev.quern.dataset.conversation.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The columns of HuggingFaceH4/Multilingual-Thinking, as the trainers of gpt-oss read them:
 * reasoning_language, developer, user, analysis, final, and messages whose last one has its
 * reasoning in {@code thinking}, null where there is none: templates write the reasoning of every
 * answer that has the field. The system message begins with the language to reason in; its thinking
 * is "", so that each record says that the field is a text.
 */
@Component
class MultilingualThinkingFormat implements RecordFormat {

  private static final String LANGUAGE = "reasoning language: ";
  private static final Map<String, String> NAMES =
      Map.of("en", "English", "zh-CN", "Chinese", "tr", "Turkish");

  @Override
  public String name() {
    return "multilingual-thinking";
  }

  @Override
  public List<Field> fields(Kind kind, Style style) {
    List<Field> fields = new ArrayList<>();
    for (String name : List.of("reasoning_language", "developer", "user", "analysis", "final")) {
      fields.add(Field.text(name));
    }
    fields.add(
        Field.groups(
            "messages", Field.text("content"), Field.text("role"), Field.text("thinking")));
    if (kind == Kind.IMAGE_DATASETS) {
      Chat.addReasoning(fields, kind, style);
    }
    return fields;
  }

  @Override
  public Map<String, @Nullable Object> record(Row row, Style style) {
    String code = row.text("language");
    String language = NAMES.getOrDefault(code == null ? "en" : code, code == null ? "" : code);
    String thinking = style.cot().equals("drop") || row.cot().isBlank() ? "" : row.cot();
    String system = style.system(row);
    List<Message> said =
        row.kind() == Kind.CONVERSATIONS
            ? row.messages()
            : List.of(
                new Message(Message.HUMAN, Chat.asked(row)),
                new Message(Message.GPT, Chat.withoutTags(row, row.answer())));
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("reasoning_language", language);
    record.put("developer", system);
    record.put("user", said.get(0).value());
    record.put("analysis", thinking);
    record.put("final", said.get(said.size() - 1).value());
    record.put("messages", messages(language, system, said, thinking));
    Chat.putCommon(record, row, style);
    return record;
  }

  private static List<Map<String, @Nullable Object>> messages(
      String language, String system, List<Message> said, String thinking) {
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    String above = LANGUAGE + language + (system.isEmpty() ? "" : "\n\n" + system);
    messages.add(message("system", above, ""));
    for (int i = 0; i < said.size(); i++) {
      boolean asks = said.get(i).from().equals(Message.HUMAN);
      boolean last = i == said.size() - 1;
      messages.add(
          message(
              asks ? "user" : "assistant",
              said.get(i).value(),
              last && !thinking.isEmpty() ? thinking : null));
    }
    return messages;
  }

  private static Map<String, @Nullable Object> message(
      String role, String content, @Nullable String thinking) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("content", content);
    message.put("role", role);
    message.put("thinking", thinking);
    return message;
  }

  @Override
  public Map<String, @Nullable Object> row(Kind kind, Map<String, @Nullable Object> record) {
    Given given = new Given(record);
    List<Message> said = new ArrayList<>();
    for (Given message : given.groups("messages")) {
      if (!message.text("role").equals("system")) {
        boolean asks = message.text("role").equals("user");
        said.add(new Message(asks ? Message.HUMAN : Message.GPT, message.text("content")));
      }
    }
    Chat.take(kind, said, given);
    given.take("analysis", "cot");
    given.takeSystem("developer");
    String language = given.textOrNull("reasoning_language");
    NAMES.forEach((code, name) -> putWhere(name.equals(language), given, code));
    given.take("images", "images");
    return given.row();
  }

  private static void putWhere(boolean isIt, Given given, String code) {
    if (isIt) {
      given.row().put("language", code);
    }
  }
}
