package dev.quern.dataset.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about an image, and its answer.
 *
 * @param answerType text, label or custom_format
 * @param warnings warnings about it, see {@link dev.quern.dataset.warning.RowWarning}
 * @param taskId the task that made it
 */
public record ImageEntry(
    String id,
    String projectId,
    String imageId,
    String imageName,
    @Nullable String questionId,
    String question,
    String answer,
    String answerType,
    @Nullable String model,
    @Nullable String questionLabel,
    List<String> tags,
    @Nullable String note,
    boolean confirmed,
    @Nullable String language,
    List<String> warnings,
    @Nullable String taskId,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public ImageEntryEdit edit() {
    return new ImageEntryEdit(question, answer, questionLabel, tags, note, confirmed, language);
  }
}
