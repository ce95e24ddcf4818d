package dev.quern.export.bundle;

import dev.quern.export.format.Field;
import dev.quern.export.format.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the data files of an export.
 *
 * @param name the project's name
 * @param as the form of the data files
 * @param recordFormat the format of their records
 * @param filters the filters by parameter name, without defaults
 * @param prompts the project's own prompts, as {@code name (language)}
 * @param split how the two sides were split, in a sentence; null for one side
 */
public record Contents(
    String name,
    @Nullable String description,
    Kind kind,
    String as,
    String recordFormat,
    List<Field> fields,
    boolean systems,
    Map<String, String> filters,
    List<String> prompts,
    @Nullable String split,
    Counts counts) {

  /**
   * The numbers.
   *
   * @param bytes the size of each data file in the bundle
   * @param images the number of image files
   */
  public record Counts(
      long train,
      long test,
      Map<String, Long> bytes,
      Map<String, Long> labels,
      Map<String, Long> languages,
      Map<String, Long> models,
      long scored,
      double meanScore,
      long images) {

    /** Both sides. */
    public long records() {
      return train + test;
    }
  }
}
