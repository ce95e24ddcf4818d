package dev.quern.task.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of a task; lists that the request does not name are null.
 *
 * @param onlyLacking whether to leave out what already has results of this task type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskInput(
    @Nullable List<String> fileIds,
    @Nullable List<String> chunkIds,
    @Nullable List<String> questionIds,
    @Nullable List<String> datasetIds,
    @Nullable List<String> imageIds,
    @Nullable Boolean onlyLacking) {

  /** Everything that came from these files. */
  public static TaskInput ofFiles(List<String> ids) {
    return new TaskInput(ids, null, null, null, null, null);
  }

  /** Everything that came from these images. */
  public static TaskInput ofImages(List<String> ids) {
    return new TaskInput(null, null, null, null, ids, null);
  }

  /** A copy without what already has results of this task type. */
  public TaskInput lackingOnly() {
    return new TaskInput(fileIds, chunkIds, questionIds, datasetIds, imageIds, true);
  }

  /** Whether to leave out what already has results. */
  public boolean leavesOutDone() {
    return Boolean.TRUE.equals(onlyLacking);
  }

  /** The lists that are not null, by field name. */
  @JsonIgnore
  public Map<String, List<String>> named() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    put(lists, "file_ids", fileIds);
    put(lists, "chunk_ids", chunkIds);
    put(lists, "question_ids", questionIds);
    put(lists, "dataset_ids", datasetIds);
    put(lists, "image_ids", imageIds);
    return lists;
  }

  private static void put(
      Map<String, List<String>> lists, String name, @Nullable List<String> ids) {
    if (ids != null) {
      lists.put(name, ids);
    }
  }
}
