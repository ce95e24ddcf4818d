package dev.quern.export;

import dev.quern.dataset.conversation.Message;
import dev.quern.dataset.image.ImageEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * ShareGPT's records, with the columns that LLaMA-Factory's {@code sharegpt} formatting maps by
 * default: conversations of from (human, gpt) and value, and system where one is given.
 */
@Component
class ShareGptFormat extends ChatFormat implements ImageEntryFormat {

  @Override
  public String name() {
    return "sharegpt";
  }

  @Override
  public Map<String, Object> record(ImageEntry entry, ExportOptions options) {
    var fields =
        fields(
            List.of(
                new Message(Message.HUMAN, IMAGE_PLACEHOLDER + entry.question()),
                new Message(Message.GPT, entry.answer())),
            options);
    fields.put("images", List.of(entry.imageName()));
    return fields;
  }

  @Override
  Map<String, Object> fields(List<Message> messages, ExportOptions options) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("conversations", messages);
    if (options.system() != null) {
      fields.put("system", options.system());
    }
    return fields;
  }
}
