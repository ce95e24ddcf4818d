package dev.quern.export.bundle;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a card: what a dataset contains, and how it was made. */
final class CardText {

  private final Contents contents;

  CardText(Contents contents) {
    this.contents = contents;
  }

  String text() {
    Contents.Counts counts = contents.counts();
    StringBuilder text = new StringBuilder();
    text.append("# ").append(contents.name().replaceAll("\\s+", " ")).append("\n\n");
    if (contents.description() != null && !contents.description().isBlank()) {
      text.append(contents.description().strip()).append("\n\n");
    }
    text.append("Made of documents with Quern, by models and people.\n");
    text.append("The licence is for whoever publishes it to say: `license` above is `other`.\n\n");
    text.append("## What is in it\n\n");
    text.append("- records: ").append(counts.train()).append(" train");
    text.append(contents.split() == null ? "\n" : ", " + counts.test() + " test\n");
    text.append("- rows: ").append(contents.kind().text());
    text.append(", as ").append(contents.recordFormat()).append("\n");
    line(text, "languages", counts.languages());
    line(text, "labels", counts.labels());
    if (counts.scored() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "- scores: %d records have one, %.2f of 5 on average%n",
              counts.scored(),
              counts.meanScore()));
    }
    text.append("\n## How it was made\n\n");
    line(text, "models", counts.models());
    text.append("- prompts stored in the project: ")
        .append(contents.prompts().isEmpty() ? "none" : String.join(", ", contents.prompts()))
        .append("\n");
    if (!contents.filters().isEmpty()) {
      text.append("- chosen by: ")
          .append(
              contents.filters().entrySet().stream()
                  .map(e -> "`" + e.getKey() + "=" + e.getValue().replaceAll("[`\\s]+", " ") + "`")
                  .collect(Collectors.joining(", ")))
          .append("\n");
    }
    if (contents.split() != null) {
      text.append("- split: ").append(contents.split()).append("\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      text.append("- ").append(what).append(": ");
      text.append(
          counts.entrySet().stream()
              .map(e -> e.getKey().replaceAll("\\s+", " ") + " (" + e.getValue() + ")")
              .limit(50)
              .collect(Collectors.joining(", ")));
      text.append("\n");
    }
  }
}
