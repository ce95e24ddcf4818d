package dev.quern.export.format;

import dev.quern.dataset.conversation.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The messages of OpenAI's chat fine-tuning, which Hugging Face TRL takes too: role (system where
 * one is given, user, assistant) and content.
 */
@Component
class MessagesFormat implements RecordFormat {

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public List<Field> fields(Kind kind, Style style) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.groups("messages", Field.text("role"), Field.text("content")));
    Chat.addReasoning(fields, kind, style);
    return fields;
  }

  @Override
  public Map<String, @Nullable Object> record(Row row, Style style) {
    List<Map<String, String>> said = new ArrayList<>();
    String system = style.system(row);
    if (!system.isEmpty()) {
      said.add(Map.of("role", "system", "content", system));
    }
    for (Message message : Chat.said(Chat.asked(row), row, style)) {
      String role = message.from().equals(Message.HUMAN) ? "user" : "assistant";
      said.add(Map.of("role", role, "content", message.value()));
    }
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("messages", said);
    Chat.putCommon(record, row, style);
    return record;
  }

  @Override
  public Map<String, @Nullable Object> row(Kind kind, Map<String, @Nullable Object> record) {
    Given given = new Given(record);
    given.takeSystem("system");
    Chat.takeMessages(kind, given);
    given.take("images", "images");
    return given.row();
  }
}
