package dev.quern.export;

import dev.quern.dataset.entry.Entry;
import java.util.Map;

/**
 * How an entry looks to a trainer. Each bean of this type is a format; a new one takes one class.
 *
 * <p>All records of one file have the same fields in the same order, empty where an entry has no
 * value: readers that infer a schema from the first records (Hugging Face datasets does, block by
 * block) refuse a file whose later records have others.
 */
public interface ExportFormat {

  /** The name that a request gives, in lower case: {@code alpaca}. */
  String name();

  /** The record of one entry: its fields in the order to be written. */
  Map<String, Object> record(Entry entry, ExportOptions options);
}
