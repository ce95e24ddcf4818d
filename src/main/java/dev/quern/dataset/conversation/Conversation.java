package dev.quern.dataset.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue about a question: human and gpt in turn, the question first, an answer last.
 *
 * @param roleA who asks
 * @param roleB who answers
 * @param turnCount the number of messages
 * @param maxTurns the limit of that number
 * @param warnings warnings about it, see {@link dev.quern.dataset.warning.RowWarning}
 * @param taskId the task that made it
 */
public record Conversation(
    String id,
    String projectId,
    @Nullable String questionId,
    @Nullable String chunkId,
    @Nullable String chunkName,
    @Nullable String scenario,
    String roleA,
    String roleB,
    int turnCount,
    int maxTurns,
    List<Message> messages,
    @Nullable String model,
    List<String> tags,
    @Nullable String note,
    boolean confirmed,
    @Nullable String language,
    List<String> warnings,
    @Nullable String taskId,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public ConversationEdit edit() {
    return new ConversationEdit(scenario, roleA, roleB, messages, tags, note, confirmed, language);
  }
}
