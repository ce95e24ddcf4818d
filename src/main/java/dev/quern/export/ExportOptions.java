package dev.quern.export;

import dev.quern.dataset.entry.Entry;
import dev.quern.error.FieldChecks;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a file and how it looks: the query of an export, and the {@code export} step of a
 * pipeline.
 *
 * @param kind the rows: datasets, conversations or image-datasets [datasets]
 * @param format the form of a record: alpaca (datasets alone), sharegpt or messages [alpaca, and
 *     sharegpt for conversations]
 * @param as the form of the file: jsonl, a record a line, or json, one list [jsonl]
 * @param minScore the least score, 0 to 5; entries without a score are left out [all]
 * @param confirmed only entries that are confirmed, or only those that are not [all]
 * @param supported only entries all of whose evidence was found, or only those where it was not;
 *     entries that none was asked for are neither [all]
 * @param language only entries in this language [all]
 * @param tags only entries that carry all of these [all]
 * @param system a system prompt for every record [none]
 * @param cot the reasoning: field, a field of its own; think, in {@code <think>} before the answer;
 *     drop [field]
 */
public record ExportOptions(
    @Nullable String kind,
    @Nullable String format,
    @Nullable String as,
    @Nullable BigDecimal minScore,
    @Nullable Boolean confirmed,
    @Nullable Boolean supported,
    @Nullable String language,
    @Nullable List<String> tags,
    @Nullable String system,
    @Nullable String cot) {

  /** The kind of rows that are dialogues. */
  static final String CONVERSATIONS = "conversations";

  /** The kind of rows that are about images. */
  static final String IMAGES = "image-datasets";

  /** Alpaca as jsonl, of everything. */
  public static final ExportOptions DEFAULT =
      new ExportOptions(null, null, null, null, null, null, null, null, null, null);

  public ExportOptions {
    kind = kind == null ? "datasets" : kind;
    format = format != null ? format : kind.equals(CONVERSATIONS) ? "sharegpt" : "alpaca";
    as = as == null ? "jsonl" : as;
    tags = tags == null ? List.of() : tags;
    cot = cot == null ? "field" : cot;
  }

  /**
   * The answer as a trainer is to learn it, with the reasoning in front where {@code cot} is think.
   */
  String output(Entry entry) {
    boolean think = "think".equals(cot) && !entry.cot().isBlank();
    return think
        ? "<think>\n" + entry.cot().strip() + "\n</think>\n\n" + entry.answer()
        : entry.answer();
  }

  boolean ofImages() {
    return IMAGES.equals(kind);
  }

  boolean ofConversations() {
    return CONVERSATIONS.equals(kind);
  }

  void check(FieldChecks checks) {
    checks
        .that(
            oneOf(kind, "datasets", CONVERSATIONS, IMAGES),
            "kind",
            "must be datasets, conversations or image-datasets")
        .that(minScore == null || !ofConversations(), "min_score", "conversations have no score")
        .that(
            supported == null || !ofConversations(), "supported", "conversations have no evidence")
        .that(minScore == null || !ofImages(), "min_score", "image-datasets have no score")
        .that(supported == null || !ofImages(), "supported", "image-datasets have no evidence")
        .that(oneOf(as, "jsonl", "json"), "as", "must be jsonl or json")
        .that(oneOf(cot, "field", "think", "drop"), "cot", "must be field, think or drop")
        .that(
            minScore == null
                || minScore.signum() >= 0 && minScore.compareTo(BigDecimal.valueOf(5)) <= 0,
            "min_score",
            "must be a number from 0 to 5")
        .tags("tags", tags)
        .optional("system", system, 100_000);
  }

  private static boolean oneOf(@Nullable String value, String... known) {
    return value != null && List.of(known).contains(value);
  }
}
