package dev.quern.export.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a row looks to a trainer, and back. Each bean of this type is a format; a new one takes one
 * class (src/docs/adding-an-export-format.md).
 *
 * <p>All records of one file have the same fields in the same order, null where a row has no value:
 * readers that infer a schema from the first records (Hugging Face datasets does, block by block)
 * refuse a file whose later records have others, and a Parquet file has one schema.
 */
public interface RecordFormat {

  /** Where an image stands in a question, as LLaMA-Factory has it. */
  String PLACE = "<image>";

  /** The name that a request gives, in lower case: {@code alpaca}. */
  String name();

  /** Whether rows of this kind can be written so. */
  default boolean takes(Kind kind) {
    return true;
  }

  /** The fields of every record, in the order to be written. */
  List<Field> fields(Kind kind, Style style);

  /** The record of one row: its values by the names of {@link #fields}. */
  Map<String, @Nullable Object> record(Row row, Style style);

  /**
   * The row of a record, ours or another's: question and answer or messages, and whatever other
   * columns it has; {@code system} where it has a system prompt, {@code images} where it has
   * images.
   *
   * @throws RefusedRecordException when the record is none of this format
   */
  Map<String, Object> row(Kind kind, Map<String, @Nullable Object> record);

  /** Text with the place of its image in front, where it has one. */
  static String asked(Row row) {
    return row.kind() == Kind.IMAGE_DATASETS ? PLACE + row.question() : row.question();
  }
}
