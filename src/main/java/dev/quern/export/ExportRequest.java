package dev.quern.export;

import java.util.List;

/**
 * One file to write.
 *
 * @param fileIds only rows that came from one of these files; empty for the whole project
 * @param imageIds of entries of images only those about one of these; empty for all
 */
public record ExportRequest(
    String projectId, ExportOptions options, List<String> fileIds, List<String> imageIds) {

  /** Of these files. */
  public ExportRequest(String projectId, ExportOptions options, List<String> fileIds) {
    this(projectId, options, fileIds, List.of());
  }

  /** Of what the options name, else the whole project. */
  public static ExportRequest of(String projectId, ExportOptions options) {
    return new ExportRequest(projectId, options, options.fileId());
  }
}
