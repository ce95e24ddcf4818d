package dev.quern.export;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.error.FieldChecks;
import dev.quern.export.format.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of an export: the parameters of a request, and of the {@code export} step of a
 * pipeline.
 *
 * @param kind the rows: datasets, conversations or image-datasets [datasets]
 * @param format the form of a record, or a bundle [alpaca, and sharegpt for conversations]
 * @param as the form of the file [jsonl, and parquet for hugging-face]
 * @param minScore the least score, 0 to 5; entries without a score are left out [all]
 * @param confirmed only entries that are confirmed, or only those that are not [all]
 * @param supported only entries all of whose evidence was found, or only those where it was not;
 *     entries without requested evidence match neither [all]
 * @param language only entries in this language [all]
 * @param tags only entries that carry all of these [all]
 * @param label only entries whose question has this label [all]
 * @param fileId only entries that came from one of these files [all]
 * @param warnings exclude leaves out rows with warnings [all]
 * @param system a system prompt for every record [none]
 * @param cot the reasoning: field, a field of its own; think, in {@code <think>} before the answer;
 *     drop [field]
 * @param split the share of a test side, more than 0 and less than 1; a zip with two files [none]
 * @param balance at most so many of each tag and each label [all]
 * @param limit at most so many records [all]
 * @param shuffle the seed of a random order [oldest first]
 * @param images inline, as data URIs; files, in a zip beside the records [inline; bundles: as their
 *     loader has it]
 * @param scope of a pipeline's step: project takes all rows of the project, in one file for all
 *     pipelines that have the same steps [what the pipeline worked on]
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExportOptions(
    @Nullable String kind,
    @Nullable String format,
    @Nullable String as,
    @Nullable BigDecimal minScore,
    @Nullable Boolean confirmed,
    @Nullable Boolean supported,
    @Nullable String language,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> tags,
    @Nullable String label,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> fileId,
    @Nullable String warnings,
    @Nullable String system,
    @Nullable String cot,
    @Nullable BigDecimal split,
    @Nullable Integer balance,
    @Nullable Long limit,
    @Nullable Long shuffle,
    @Nullable String images,
    @Nullable String scope) {

  /** The scope of an export of the whole project. */
  public static final String PROJECT = "project";

  public ExportOptions {
    kind = kind == null ? Kind.DATASETS.text() : kind;
    format =
        format != null ? format : Kind.CONVERSATIONS.text().equals(kind) ? "sharegpt" : "alpaca";
    as = as != null ? as : format.equals("hugging-face") ? "parquet" : "jsonl";
    tags = tags == null ? List.of() : tags;
    fileId = fileId == null ? List.of() : fileId;
    cot = cot == null ? "field" : cot;
  }

  /** Options with that format, no filters, and the default file form of the format. */
  public static ExportOptions of(String format) {
    return new ExportOptions(
        null, format, null, null, null, null, null, List.of(), null, List.of(), null, null, null,
        null, null, null, null, null, null);
  }

  /** Whether the export writes one file for the whole project. Named so as to be no JSON field. */
  public boolean ofProject() {
    return PROJECT.equals(scope);
  }

  void check(FieldChecks checks) {
    boolean scored = Kind.DATASETS.text().equals(kind);
    checks
        .oneOf("kind", kind, Stream.of(Kind.values()).map(Kind::text).toList())
        .that(minScore == null || scored, "min_score", kind + " have no score")
        .that(supported == null || scored, "supported", kind + " have no evidence")
        .oneOf("cot", cot, List.of("field", "think", "drop"))
        .that(
            minScore == null
                || minScore.signum() >= 0 && minScore.compareTo(BigDecimal.valueOf(5)) <= 0,
            "min_score",
            "must be a number from 0 to 5")
        .that(
            split == null || split.signum() > 0 && split.compareTo(BigDecimal.ONE) < 0,
            "split",
            "must be more than 0 and less than 1: the share of the test side")
        .that(warnings == null || warnings.equals("exclude"), "warnings", "must be exclude")
        .optionalOneOf("images", images, List.of("inline", "files"))
        .that(scope == null || scope.equals(PROJECT), "scope", "must be project")
        .that(fileId.stream().noneMatch(id -> id.contains(",")), "file_id", "must be ids of files")
        .range("balance", balance, 1, Integer.MAX_VALUE)
        .range("limit", limit, 1, Long.MAX_VALUE)
        .tags("tags", tags)
        .optional("system", system, 100_000);
  }
}
