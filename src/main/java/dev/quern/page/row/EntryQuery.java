package dev.quern.page.row;

import dev.quern.dataset.entry.EntryFilter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The filter of entries from a URL. */
final class EntryQuery {

  static final List<String> NAMES =
      List.of(
          "q",
          "label",
          "model",
          "min_score",
          "confirmed",
          "supported",
          "language",
          "tags",
          "file_id",
          "chunk_id",
          "question_id",
          "task_id",
          "warning");

  private EntryQuery() {}

  static EntryFilter filter(String projectId, Map<String, String> given) {
    Query query = new Query(given);
    return EntryFilter.all(projectId)
        .withFiles(query.list("file_id"))
        .withChunk(query.text("chunk_id"))
        .withQuestion(query.text("question_id"))
        .withLabel(query.text("label"))
        .withModel(query.text("model"))
        .withMinScore(query.score("min_score"))
        .withConfirmed(query.flag("confirmed"))
        .withSupported(query.flag("supported"))
        .withLanguage(query.text("language"))
        .withTags(query.list("tags"))
        .withTask(query.text("task_id"))
        .withText(query.text("q"))
        .withWarnings(query.warnings());
  }

  /** The filters and the order. */
  static String link(Map<String, String> given) {
    return new Query(given).link(Stream.concat(NAMES.stream(), Stream.of("sort")).toList());
  }
}
