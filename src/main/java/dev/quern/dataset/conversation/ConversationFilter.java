package dev.quern.dataset.conversation;

import dev.quern.dataset.ResultFilter;
import dev.quern.dataset.WhereClause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which conversations of a project are wanted; what is null or empty filters nothing. */
public final class ConversationFilter extends ResultFilter<ConversationFilter> {

  private ConversationFilter(WhereClause conditions) {
    super("v", conditions);
  }

  /** All conversations of the project. */
  public static ConversationFilter all(String projectId) {
    return new ConversationFilter(ofProject("v", projectId));
  }

  /** Files, one of which it came from, also where its chunk is gone. */
  public ConversationFilter withFiles(List<String> values) {
    return with("v.file_id = any(:file_ids)", "file_ids", values);
  }

  /** The chunk that it came from. */
  public ConversationFilter withChunk(@Nullable String value) {
    return equal("chunk_id", value);
  }

  /** A text that one of its messages holds, ignoring case. */
  public ConversationFilter withText(@Nullable String text) {
    return new ConversationFilter(
        conditions.copy().contains(text, "conversation v", "conversation_text(v.messages)"));
  }

  @Override
  protected ConversationFilter of(WhereClause changed) {
    return new ConversationFilter(changed);
  }
}
