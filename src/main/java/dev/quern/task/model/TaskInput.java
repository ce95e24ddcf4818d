package dev.quern.task.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task is to work on; lists that are not named are null.
 *
 * @param onlyLacking of what is named, only what still lacks the task's step; else all of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskInput(
    @Nullable List<String> fileIds,
    @Nullable List<String> chunkIds,
    @Nullable List<String> questionIds,
    @Nullable List<String> datasetIds,
    @Nullable List<String> imageIds,
    @Nullable Boolean onlyLacking) {

  /** All that came from these files. */
  public static TaskInput ofFiles(List<String> ids) {
    return new TaskInput(ids, null, null, null, null, null);
  }

  /** All that came from these images. */
  public static TaskInput ofImages(List<String> ids) {
    return new TaskInput(null, null, null, null, ids, null);
  }

  /** The same, without what has results of the task's step already. */
  public TaskInput lackingOnly() {
    return new TaskInput(fileIds, chunkIds, questionIds, datasetIds, imageIds, true);
  }

  /** Whether what has results already is left out. */
  public boolean leavesOutDone() {
    return Boolean.TRUE.equals(onlyLacking);
  }

  /** The lists that are named, by the field's name. */
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
