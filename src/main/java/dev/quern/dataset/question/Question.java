package dev.quern.dataset.question;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a chunk or an image, or one that a person asked.
 *
 * @param answered whether there is an entry that answers it
 * @param warnings warnings about it, see {@link dev.quern.dataset.warning.RowWarning}
 * @param taskId the task that made it; null where a person did
 */
public record Question(
    String id,
    String projectId,
    @Nullable String chunkId,
    @Nullable String imageId,
    String question,
    @Nullable String label,
    boolean answered,
    @Nullable String gaPairId,
    List<String> warnings,
    @Nullable String taskId,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public QuestionEdit edit() {
    return new QuestionEdit(question, label);
  }
}
