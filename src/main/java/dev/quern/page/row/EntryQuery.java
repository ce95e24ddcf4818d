package dev.quern.page.row;

import dev.quern.dataset.entry.EntryFilter;
import dev.quern.error.InvalidRequestException;
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

  /** The filters and the order. */
  static final List<String> LINKED = Stream.concat(NAMES.stream(), Stream.of("sort")).toList();

  private EntryQuery() {}

  static EntryFilter filter(String projectId, Query query) {
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

  /**
   * The filter of what is changed at once: nothing that is given may be left out of it.
   *
   * @throws InvalidRequestException naming a filter whose value cannot be read
   */
  static EntryFilter strict(String projectId, Map<String, String> given) {
    Query query = new Query(given);
    for (String name : NAMES) {
      Object read =
          switch (name) {
            case "min_score" -> query.score(name);
            case "confirmed", "supported" -> query.flag(name);
            case "file_id", "tags" -> query.list(name).stream().findFirst().orElse(null);
            default -> query.text(name);
          };
      if (read == null && !given.getOrDefault(name, "").isBlank()) {
        throw InvalidRequestException.field(name, "cannot be read as a filter");
      }
    }
    return filter(projectId, query);
  }

  /** The start of the query of a link that keeps them. */
  static String link(Map<String, String> given) {
    return new Query(given).link(LINKED);
  }
}
