package dev.quern.tasktype.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.warning.RowWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the counts of a report into words, for the task's note. */
public final class WarningWords {

  private static final int MAX_QUESTION = 120;

  private WarningWords() {}

  /** Sentences for people; null if there are no warnings. */
  public static @Nullable String of(ObjectNode report) {
    JsonNode counts = report.path("warnings");
    List<String> said = new ArrayList<>();
    add(
        said,
        counts,
        "echo",
        "was refused as an echo of the prompt",
        "were refused as echoes of the prompt",
        "row");
    repeated(said, report);
    add(
        said,
        counts,
        RowWarning.ANSWER_EQUALS_QUESTION,
        "equals its question",
        "equal their question",
        "answer");
    add(
        said,
        counts,
        RowWarning.OTHER_LANGUAGE,
        "is in another language than asked for",
        "are in another language than asked for",
        "row");
    add(
        said,
        counts,
        RowWarning.CUT_OFF,
        "is of a reply that was cut off, and holds what is whole in it",
        "are of replies that were cut off, and hold what is whole in them",
        "row");
    JsonNode evidence = report.path("evidence");
    long supported = evidence.path("supported").asLong();
    long unsupported = evidence.path("unsupported").asLong();
    if (unsupported > 0) {
      said.add(
          "Evidence was found for %d of %d answers.".formatted(supported, supported + unsupported));
    }
    return said.isEmpty() ? null : String.join(" ", said);
  }

  private static void repeated(List<String> said, ObjectNode report) {
    JsonNode max = report.path("most_repeated");
    long rows = report.path("warnings").path(RowWarning.REPEATED_QUESTION).asLong();
    if (max.isObject()) {
      String question = max.path("question").asText();
      String shown =
          question.length() <= MAX_QUESTION ? question : question.substring(0, MAX_QUESTION) + "…";
      said.add(
          "The same question in %d chunks or images: \"%s\" (%d repeated questions in all)."
              .formatted(max.path("items").asLong(), shown, rows));
    } else if (rows > 0) {
      said.add(rows + (rows == 1 ? " row has" : " rows have") + " a question that is repeated.");
    }
  }

  private static void add(
      List<String> said, JsonNode counts, String warning, String one, String many, String row) {
    long count = counts.path(warning).asLong();
    if (count > 0) {
      said.add(count + " " + (count == 1 ? row + " " + one : row + "s " + many) + ".");
    }
  }
}
