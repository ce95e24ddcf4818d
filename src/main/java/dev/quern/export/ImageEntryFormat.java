package dev.quern.export;

import dev.quern.dataset.image.ImageEntry;
import java.util.Map;

/**
 * How an image's entry looks to a trainer; the counterpart of {@link ExportFormat}, with the same
 * rule on the fields of records. {@code images} names the image, and {@code <image>} stands where
 * the model sees it, as LLaMA-Factory has it.
 */
public interface ImageEntryFormat {

  /** Where the image stands in a question. */
  String IMAGE_PLACEHOLDER = "<image>";

  /** The name that a request gives, in lower case: {@code alpaca}. */
  String name();

  /** The record of one entry: its fields in the order to be written. */
  Map<String, Object> record(ImageEntry entry, ExportOptions options);
}
