package dev.quern.export.format;

import dev.quern.dataset.conversation.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * ShareGPT's records, with the columns that LLaMA-Factory's {@code sharegpt} formatting maps by
 * default: conversations of from (human, gpt) and value, and system where one is given.
 */
@Component
class ShareGptFormat implements RecordFormat {

  private static final Map<String, String> SPEAKERS =
      Map.of(
          "human",
          Message.HUMAN,
          "user",
          Message.HUMAN,
          "gpt",
          Message.GPT,
          "assistant",
          Message.GPT,
          "chatgpt",
          Message.GPT,
          "bot",
          Message.GPT);

  @Override
  public String name() {
    return "sharegpt";
  }

  @Override
  public List<Field> fields(Kind kind, Style style) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.groups("conversations", Field.text("from"), Field.text("value")));
    Chat.addCommon(fields, kind, style);
    return fields;
  }

  @Override
  public Map<String, @Nullable Object> record(Row row, Style style) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put(
        "conversations",
        Chat.said(Chat.askedWithPlace(row), row, style).stream()
            .map(message -> Map.of("from", message.from(), "value", message.value()))
            .toList());
    record.put("system", style.system(row));
    Chat.putCommon(record, row, style);
    return record;
  }

  @Override
  public Map<String, @Nullable Object> row(Kind kind, Map<String, @Nullable Object> record) {
    Given given = new Given(record);
    given.takeSystem("system");
    List<Message> said = new ArrayList<>();
    String reasoning = null;
    for (Given message : given.groups("conversations")) {
      String from = message.text("from");
      message.checkMessage();
      if (from.equals("system") && said.isEmpty()) {
        given.putSystem(message.text("value"));
      } else if (SPEAKERS.containsKey(from)) {
        said.add(new Message(SPEAKERS.get(from), message.text("value")));
      } else {
        throw new RefusedRecordException(
            "a message is from '" + from + "': human or gpt may speak");
      }
      String thought = Chat.thought(message);
      reasoning = thought == null ? reasoning : thought;
    }
    Chat.take(kind, said, given);
    if (reasoning != null) {
      given.putReasoning(reasoning);
    }
    given.take("images", "images");
    return given.row();
  }
}
