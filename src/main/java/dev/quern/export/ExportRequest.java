package dev.quern.export;

import dev.quern.dataset.conversation.ConversationFilter;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.image.ImageEntryFilter;
import java.util.List;

/**
 * One file to write.
 *
 * @param fileIds only entries whose chunk came from one of these files; empty for the whole project
 * @param imageIds of entries of images only those about one of these; empty for all
 */
public record ExportRequest(
    String projectId, ExportOptions options, List<String> fileIds, List<String> imageIds) {

  /** Of these files. */
  public ExportRequest(String projectId, ExportOptions options, List<String> fileIds) {
    this(projectId, options, fileIds, List.of());
  }

  /** The whole project. */
  public static ExportRequest of(String projectId, ExportOptions options) {
    return new ExportRequest(projectId, options, List.of());
  }

  ImageEntryFilter images() {
    return new ImageEntryFilter(
        projectId,
        imageIds,
        fileIds,
        null,
        null,
        null,
        options.confirmed(),
        options.language(),
        options.tags() == null ? List.of() : options.tags(),
        null,
        null);
  }

  ConversationFilter conversations() {
    return new ConversationFilter(
        projectId,
        fileIds,
        null,
        null,
        null,
        options.confirmed(),
        options.language(),
        options.tags() == null ? List.of() : options.tags(),
        null,
        null);
  }

  EntryFilter filter() {
    return new EntryFilter(
        projectId,
        fileIds,
        null,
        null,
        null,
        null,
        options.minScore(),
        options.confirmed(),
        options.supported(),
        options.language(),
        options.tags(),
        null,
        null);
  }
}
