package dev.quern.export;

import dev.quern.error.FieldChecks;
import dev.quern.error.FieldError;
import dev.quern.export.bundle.Bundle;
import dev.quern.export.file.FileForm;
import dev.quern.export.format.Kind;
import dev.quern.export.format.RecordFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds formats, bundles and file forms by the names used in requests. */
@Component
public class ExportFormats {

  private final Map<String, RecordFormat> formats;
  private final Map<String, FileForm> forms;
  private final Map<String, Bundle> bundles;

  ExportFormats(List<RecordFormat> formats, List<FileForm> forms, List<Bundle> bundles) {
    this.formats = named(formats, RecordFormat::name);
    this.forms = named(forms, FileForm::name);
    this.bundles = named(bundles, Bundle::name);
  }

  private static <T> Map<String, T> named(List<T> all, Function<T, String> name) {
    return new TreeMap<>(all.stream().collect(Collectors.toMap(name, one -> one)));
  }

  /** The names of all formats and bundles, in the order of the alphabet. */
  public List<String> names() {
    var names = new TreeSet<>(bundles.keySet());
    names.addAll(formats.keySet());
    return List.copyOf(names);
  }

  /** The names of all forms of files. */
  public List<String> forms() {
    return List.copyOf(forms.keySet());
  }

  void check(ExportOptions options, FieldChecks checks) {
    var format = String.valueOf(options.format());
    var bundle = bundles.get(format);
    var kind = Kind.of(String.valueOf(options.kind())).orElse(Kind.DATASETS);
    checks.oneOf("format", options.format(), names(kind));
    var as = bundle == null ? List.copyOf(forms.keySet()) : bundle.forms();
    checks.that(
        as.contains(options.as()),
        "as",
        FieldError.oneOf("as", options.as(), as).message()
            + (bundle == null ? "" : " with " + format));
  }

  private TreeSet<String> names(Kind kind) {
    var names = new TreeSet<>(bundles.keySet());
    formats.values().stream().filter(f -> f.takes(kind)).forEach(f -> names.add(f.name()));
    return names;
  }

  @Nullable Bundle bundle(ExportOptions options) {
    return bundles.get(String.valueOf(options.format()));
  }

  /** The format of the records of a file, or of the files of a bundle. */
  public RecordFormat format(String name, Kind kind) {
    var bundle = bundles.get(name);
    return Objects.requireNonNull(formats.get(bundle == null ? name : bundle.recordFormat(kind)));
  }

  /** The form of that name. */
  public FileForm form(String name) {
    return Objects.requireNonNull(forms.get(name));
  }
}
