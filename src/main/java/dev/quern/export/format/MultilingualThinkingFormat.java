package dev.quern.export.format;

import dev.quern.dataset.conversation.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The columns of HuggingFaceH4/Multilingual-Thinking, as the trainers of gpt-oss read them:
 * reasoning_language, developer, user, analysis, final, and messages whose last one has its
 * reasoning in {@code thinking}, null where there is none: templates write the reasoning of every
 * answer that has the field. The system message begins with the language to reason in, English for
 * a row without one, as all templates want some; its own column is empty then, and an import reads
 * none. Its thinking is "", so that each record says that the field is a text.
 */
@Component
class MultilingualThinkingFormat implements RecordFormat {

  private static final String LANGUAGE = "reasoning language: ";
  private static final Pattern ABOVE =
      Pattern.compile("\\A" + LANGUAGE + "([^\\n]*)(?:\\n\\n(.*))?\\z", Pattern.DOTALL);
  private static final int MAX_LANGUAGE = 35;

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
    String language = code == null ? "" : Names.of(code);
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
    String named = language.isEmpty() ? "English" : language;
    String above = LANGUAGE + named + (system.isEmpty() ? "" : "\n\n" + system);
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
    Chat.takeMessages(kind, given);
    Object thinking = given.row().get("cot");
    given.take("analysis", "cot");
    if (thinking instanceof String reasoning && !reasoning.isBlank()) {
      given.putReasoning(reasoning);
    }
    takeSystem(given);
    given.take("images", "images");
    return given.row();
  }

  /** The system prompt stands in its own field, or below the language in the first message. */
  private static void takeSystem(Given given) {
    String message = given.row().get("system") instanceof String text ? text : "";
    Matcher above = ABOVE.matcher(message);
    boolean hasLanguage = above.matches();
    if (hasLanguage) {
      given.putSystem(above.group(2));
    }
    if (given.some("developer") != null || !given.row().containsKey("system")) {
      given.takeSystem("developer");
    }
    String language = given.textOrNull("reasoning_language");
    language = language == null && hasLanguage ? above.group(1) : language;
    if (language != null && language.length() > MAX_LANGUAGE) {
      throw new RefusedRecordException(
          "its reasoning language has more than " + MAX_LANGUAGE + " characters");
    }
    if (language != null && !language.isBlank()) {
      given.row().put("language", Names.CODES.getOrDefault(language, language));
    }
  }

  /** The names of languages in English; a code without one is its own name. */
  private static final class Names {

    static final Map<String, String> CODES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
      Stream.concat(
              Arrays.stream(Locale.getISOLanguages()).map(Locale::forLanguageTag),
              Arrays.stream(Locale.getAvailableLocales()))
          .filter(locale -> !locale.getLanguage().isEmpty())
          .forEach(
              locale ->
                  CODES.putIfAbsent(locale.getDisplayName(Locale.ENGLISH), locale.toLanguageTag()));
      CODES.put("Chinese", "zh-CN");
    }

    static String of(String code) {
      String name =
          code.equals("zh-CN")
              ? "Chinese"
              : Locale.forLanguageTag(code).getDisplayName(Locale.ENGLISH);
      return CODES.containsKey(name) ? name : code;
    }
  }
}
