package dev.quern.page.row;

import dev.quern.dataset.entry.EntryFilter;
import java.util.List;
import java.util.Map;

/** The filter of entries, as a URL has it. */
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
          "task_id");

  private EntryQuery() {}

  static EntryFilter filter(String projectId, Map<String, String> given) {
    Query query = new Query(given);
    return new EntryFilter(
        projectId,
        query.list("file_id"),
        query.text("chunk_id"),
        query.text("question_id"),
        query.text("label"),
        query.text("model"),
        query.score("min_score"),
        query.flag("confirmed"),
        query.flag("supported"),
        query.text("language"),
        query.list("tags"),
        query.text("task_id"),
        query.text("q"));
  }

  static String link(Map<String, String> given) {
    return new Query(given).link(NAMES);
  }
}
