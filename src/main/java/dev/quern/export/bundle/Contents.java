package dev.quern.export.bundle;

import dev.quern.export.format.Field;
import dev.quern.export.format.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the data files of an export hold.
 *
 * @param name the project's name
 * @param as the form of the data files
 * @param recordFormat the format of their records
 * @param filters what was asked for, by the names of parameters, without what is at its default
 * @param prompts the project's own prompts, as {@code name (language)}
 * @param split how the two sides were parted, in a sentence; null for one side
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
   * @param bytes of each data file, as it lies in the bundle
   * @param images how many image files there are
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
