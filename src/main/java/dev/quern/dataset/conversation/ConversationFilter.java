package dev.quern.dataset.conversation;

import dev.quern.dataset.ResultFilter;
import dev.quern.dataset.WhereClause;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which conversations of a project are wanted; what is null or empty filters nothing. */
public final class ConversationFilter extends ResultFilter<ConversationFilter> {

  private static final Map<String, String> ORIGINS =
      Map.of(
          "file_ids", "v.file_id = any(:of_file_ids)",
          "chunk_ids", "v.chunk_id = any(:of_chunk_ids)",
          "question_ids", "v.question_id = any(:of_question_ids)",
          "dataset_ids",
              "v.question_id in"
                  + " (select d.question_id from dataset_entry d where d.id = any(:of_dataset_ids))");

  private static final String LABELLED =
      "v.question_id in (select q.id from question q where q.label = :label)";

  private ConversationFilter(WhereClause conditions) {
    super("v", conditions);
  }

  /** All conversations of the project. */
  public static ConversationFilter all(String projectId) {
    return new ConversationFilter(ofProject("v", projectId));
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
  public ConversationFilter withLabel(@Nullable String value) {
    return with(LABELLED, "label", value);
  }

  @Override
  protected Map<String, String> origins() {
    return ORIGINS;
  }

  @Override
  protected ConversationFilter of(WhereClause changed) {
    return new ConversationFilter(changed);
  }
}
