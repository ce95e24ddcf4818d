package dev.quern.export.imports;

import dev.quern.export.format.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The options of an import.
 *
 * @param kind the kind of rows: datasets, conversations or image-datasets [datasets]
 * @param format the form of its records, or a bundle [alpaca, and sharegpt for conversations]
 * @param as the form of the file [jsonl]; a zip is detected
 * @param onConflict what happens to a record whose row exists: skip, or replace the columns of the
 *     row that the record has [skip]
 */
public record ImportOptions(
    @Nullable String kind,
    @Nullable String format,
    @Nullable String as,
    @Nullable String onConflict) {

  public ImportOptions {
    kind = kind == null ? Kind.DATASETS.text() : kind;
    format =
        format != null ? format : Kind.CONVERSATIONS.text().equals(kind) ? "sharegpt" : "alpaca";
    as = as == null ? "jsonl" : as;
    onConflict = onConflict == null ? "skip" : onConflict;
  }

  boolean replaces() {
    return "replace".equals(onConflict);
  }
}
