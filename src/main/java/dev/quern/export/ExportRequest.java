package dev.quern.export;

import java.util.List;

/**
 * A request for one file.
 *
 * @param fileIds only rows that came from one of these files; empty for the whole project
 * @param imageIds only image entries about one of these images; empty for all
 */
public record ExportRequest(
    String projectId, ExportOptions options, List<String> fileIds, List<String> imageIds) {

  /** A request for rows of these files. */
  public ExportRequest(String projectId, ExportOptions options, List<String> fileIds) {
    this(projectId, options, fileIds, List.of());
  }

  /** A request for the rows that the options name, or for the whole project. */
  public static ExportRequest of(String projectId, ExportOptions options) {
    return new ExportRequest(projectId, options, options.fileId());
  }
}
