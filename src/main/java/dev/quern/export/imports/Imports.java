package dev.quern.export.imports;

import dev.quern.error.InvalidRequestException;
import dev.quern.export.file.FileForm;
import dev.quern.export.format.Kind;
import dev.quern.export.format.RecordFormat;
import dev.quern.export.run.ExportRoute;
import dev.quern.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs imports. */
@Component
public class Imports {

  private final ExportRoute route;
  private final JdbcClient jdbc;
  private final Home home;

  Imports(ExportRoute route, JdbcClient jdbc, Home home) {
    this.route = route;
    this.jdbc = jdbc;
    this.home = home;
  }

  /**
   * Imports a file.
   *
   * @param formats finds a format by name and kind
   * @param forms finds a file form by name
   * @param zipped whether it must be a zip
   */
  public ImportReport.Summary take(
      String projectId,
      Kind kind,
      ImportOptions options,
      InputStream body,
      BiFunction<String, Kind, RecordFormat> formats,
      Function<String, FileForm> forms,
      boolean zipped)
      throws IOException {
    RecordFormat format = formats.apply(Objects.requireNonNull(options.format()), kind);
    try (Upload upload = new Upload(body, home.scratch())) {
      if (!upload.isZip()) {
        if (zipped) {
          throw InvalidRequestException.of(
              "A " + options.format() + " is a zip, and this is none.");
        }
        FileForm form = forms.apply(Objects.requireNonNull(options.as()));
        return run(
            projectId,
            kind,
            options,
            List.of(new RecordFile(null, format, form, upload, Map.of())),
            null);
      }
      try (ImportZip zip = new ImportZip(upload.file(), home.scratch())) {
        return run(projectId, kind, options, parts(zip, format, kind, formats, forms), zip);
      }
    }
  }

  private static List<RecordFile> parts(
      ImportZip zip,
      RecordFormat format,
      Kind kind,
      BiFunction<String, Kind, RecordFormat> formats,
      Function<String, FileForm> forms)
      throws IOException {
    List<RecordFile> parts = new ArrayList<>();
    for (ImportZip.Data data : zip.data()) {
      RecordFormat own = data.format() == null ? format : formats.apply(data.format(), kind);
      if (!own.takes(kind)) {
        throw InvalidRequestException.of(
            "%s is %s, which holds no %s: give its kind"
                .formatted(data.path(), own.name(), kind.text()));
      }
      String end = data.path().substring(data.path().lastIndexOf('.') + 1);
      parts.add(
          new RecordFile(
              data.path(), own, forms.apply(end), zip.source(data.path()), data.columns()));
    }
    if (parts.isEmpty()) {
      throw InvalidRequestException.of(
          "The zip holds no records: neither a dataset_info.json that names them, nor files that"
              + " are named train or test");
    }
    return parts;
  }

  private ImportReport.Summary run(
      String projectId,
      Kind kind,
      ImportOptions options,
      List<RecordFile> parts,
      @Nullable ImportZip zip)
      throws IOException {
    Instant now = jdbc.sql("select now()").query(java.sql.Timestamp.class).single().toInstant();
    ImportRun run =
        new ImportRun(
            projectId, kind, options, parts, zip, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    try {
      route.run("direct:import-records", run);
      return run.report().summary();
    } finally {
      run.close();
    }
  }
}
