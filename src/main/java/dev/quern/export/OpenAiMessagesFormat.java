package dev.quern.export;

import dev.quern.dataset.conversation.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The messages of OpenAI's chat fine-tuning, which Hugging Face TRL takes too: role (system where
 * one is given, user, assistant) and content.
 */
@Component
class OpenAiMessagesFormat extends ChatFormat {

  @Override
  public String name() {
    return "messages";
  }

  @Override
  Map<String, Object> fields(List<Message> messages, ExportOptions options) {
    var said = new ArrayList<Map<String, String>>();
    if (options.system() != null) {
      said.add(message("system", options.system()));
    }
    for (var message : messages) {
      var role = message.from().equals(Message.HUMAN) ? "user" : "assistant";
      said.add(message(role, message.value()));
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("messages", said);
    return fields;
  }

  private static Map<String, String> message(String role, String content) {
    var message = new LinkedHashMap<String, String>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }
}
