package dev.quern.dataset.chunk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file's extracted text.
 *
 * @param index its place among the chunks of its file, from 0
 * @param summary the path of headings above it, empty where there is none
 * @param size the content's length in Unicode code points
 * @param startOffset where it begins in the file's extracted text, in code points
 * @param endOffset where it ends, exclusive
 * @param edited whether its content was changed by hand; its offsets still say where it came from
 * @param skipReason why generation skips it unless a task names it: contents, index, noise or too
 *     short
 * @param taskId the task that made it
 */
public record Chunk(
    String id,
    String projectId,
    String fileId,
    String fileName,
    String name,
    int index,
    String content,
    String summary,
    int size,
    long startOffset,
    long endOffset,
    boolean edited,
    @Nullable String skipReason,
    @Nullable String taskId,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public ChunkEdit edit() {
    return new ChunkEdit(name, content, summary);
  }
}
