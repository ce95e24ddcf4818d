package dev.quern.export;

import dev.quern.dataset.conversation.Conversation;
import dev.quern.dataset.conversation.Message;
import dev.quern.dataset.entry.Entry;
import java.util.List;
import java.util.Map;

/** A format whose records are messages: an entry is a conversation of its question and answer. */
abstract class ChatFormat implements ExportFormat, ConversationFormat {

  @Override
  public final Map<String, Object> record(Entry entry, ExportOptions options) {
    var fields =
        fields(
            List.of(
                new Message(Message.HUMAN, entry.question()),
                new Message(Message.GPT, options.output(entry))),
            options);
    if ("field".equals(options.cot())) {
      fields.put("cot", entry.cot());
    }
    return fields;
  }

  @Override
  public final Map<String, Object> record(Conversation conversation, ExportOptions options) {
    return fields(conversation.messages(), options);
  }

  /** The fields of a record of these messages, with the system prompt; more may be put in. */
  abstract Map<String, Object> fields(List<Message> messages, ExportOptions options);
}
