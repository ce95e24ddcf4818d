package dev.quern.export;

import dev.quern.dataset.conversation.Conversation;
import java.util.Map;

/**
 * How a conversation looks to a trainer; the counterpart of {@link ExportFormat}, with the same
 * rule on the fields of records.
 */
public interface ConversationFormat {

  /** The name that a request gives, in lower case: {@code sharegpt}. */
  String name();

  /** The record of one conversation: its fields in the order to be written. */
  Map<String, Object> record(Conversation conversation, ExportOptions options);
}
