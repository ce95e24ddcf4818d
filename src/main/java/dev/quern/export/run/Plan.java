package dev.quern.export.run;

import dev.quern.export.bundle.Bundle;
import dev.quern.export.file.FileForm;
import dev.quern.export.format.Field;
import dev.quern.export.format.RecordFormat;
import dev.quern.export.format.Style;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan of one file.
 *
 * @param bundle null for records only
 * @param zip whether it is a zip instead of a single file
 * @param split the share of the test side; null for one side
 * @param name what it contains, in words
 * @param filters the filters by parameter name
 * @param prompts the project's own prompts
 */
public record Plan(
    Rows rows,
    RecordFormat format,
    FileForm form,
    @Nullable Bundle bundle,
    Style style,
    boolean zip,
    @Nullable Integer balance,
    @Nullable Long limit,
    @Nullable BigDecimal split,
    String name,
    @Nullable String description,
    Map<String, String> filters,
    List<String> prompts) {

  Choice choice() {
    return new Choice(balance, limit);
  }

  List<Field> fields() {
    return format.fields(rows.kind(), style);
  }

  /** The path of the data of one side. */
  String path(String side) {
    return bundle == null ? side + "." + form.name() : bundle.path(side, form.name());
  }

  boolean hasImageFiles() {
    return zip && style.images() == Style.Images.PATH;
  }
}
