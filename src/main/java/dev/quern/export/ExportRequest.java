package dev.quern.export;

import java.util.List;
import java.util.Map;

/**
 * A request for one file.
 *
 * @param fileIds only rows that came from one of these files; empty for the whole project
 * @param origins only rows that came from one of these: ids by the field names of a task's input,
 *     such as {@code chunk_ids}; empty for all
 */
public record ExportRequest(
    String projectId,
    ExportOptions options,
    List<String> fileIds,
    Map<String, List<String>> origins) {

  /** A request for the rows that the options name, or for the whole project. */
  public static ExportRequest of(String projectId, ExportOptions options) {
    return new ExportRequest(projectId, options, options.fileId(), Map.of());
  }

  /** The same, of what came from one of these. */
  public ExportRequest from(Map<String, List<String>> these) {
    return new ExportRequest(projectId, options, fileIds, these);
  }

  /** The files that the rows are to come from; empty where they are not told by files. */
  List<String> sources() {
    return fileIds.isEmpty() ? origins.getOrDefault("file_ids", List.of()) : fileIds;
  }
}
