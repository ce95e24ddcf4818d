package dev.quern.export.format;

import org.jspecify.annotations.Nullable;

/**
 * Options of records that apply to all formats.
 *
 * @param system a system prompt for every record, before a row's own; null for none
 * @param systems whether any record has a system prompt, so that all have the column
 * @param cot the reasoning: field, think or drop
 * @param images how images appear in records
 */
public record Style(@Nullable String system, boolean systems, String cot, Images images) {

  /** An image in a record. */
  public enum Images {
    /** A data URI: its bytes in base64. */
    INLINE,
    /** A path beside the file. */
    PATH,
    /** Bytes and path, as Hugging Face's Image feature stores them in Parquet. */
    BYTES
  }

  /** Whether the reasoning is a field of its own. */
  public boolean hasReasoning(Kind kind) {
    return kind == Kind.DATASETS && cot.equals("field");
  }

  /** The system prompt of a record; empty for none, which trainers take for none too. */
  String system(Row row) {
    String one = system != null ? system : row.system();
    return one == null ? "" : one;
  }

  /** The answer for training, with the reasoning in front if {@code cot} is think. */
  String output(Row row) {
    String cot = row.cot();
    return this.cot.equals("think") && !cot.isBlank()
        ? Thinking.before(row.answer(), cot)
        : row.answer();
  }
}
