package dev.quern.export.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows to records of a trainer, and back. Each bean of this type is a format; adding one
 * takes one class (src/docs/adding-an-export-format.md).
 *
 * <p>All records of one file have the same fields in the same order: readers that infer a schema
 * from the first records (Hugging Face datasets does, from the first 10 MB) refuse a file whose
 * later records have others, and a Parquet file has one schema. They also refuse a text in a column
 * that was null until then; so a text that a trainer may find empty is "", not null.
 */
public interface RecordFormat {

  /**
   * The placeholder of an image in a question, as in LLaMA-Factory, which counts it in all texts.
   * Formats with roles have none: TRL adds the image's own token to their first message.
   */
  String PLACE = "<image>";

  /** The name in requests, in lower case: {@code alpaca}. */
  String name();

  /** Whether rows of this kind can be written in this format. */
  default boolean takes(Kind kind) {
    return true;
  }

  /** The fields of every record, in order. */
  List<Field> fields(Kind kind, Style style);

  /** The record of one row: its values by the names of {@link #fields}. */
  Map<String, @Nullable Object> record(Row row, Style style);

  /**
   * The row of a record from Quern or another source: question and answer or messages, and the
   * other columns that the record has, null where it says that there is no value; {@code system} if
   * it has a system prompt, {@code images} if it has images.
   *
   * @throws RefusedRecordException when the record does not have this format
   */
  Map<String, @Nullable Object> row(Kind kind, Map<String, @Nullable Object> record);

  /** Whether a field of a record is a list with elements; in a sheet, a list is a text. */
  static boolean isSome(@Nullable Object field) {
    return field instanceof String text
        ? !text.isBlank() && !text.strip().equals("[]")
        : field != null && !field.equals(List.of());
  }
}
