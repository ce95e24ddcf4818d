package dev.quern.export;

import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.format.Kind;
import dev.quern.export.imports.ImportOptions;
import dev.quern.export.imports.ImportReport;
import dev.quern.export.imports.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Imports files of records, row by row, through the route {@code import-records}. */
@Component
public class Importer {

  private final ExportFormats formats;
  private final Imports imports;

  Importer(ExportFormats formats, Imports imports) {
    this.formats = formats;
    this.imports = imports;
  }

  /**
   * Imports a file. An invalid record is refused, with its line and the reason, and the others are
   * stored; of a file that breaks off, the records before that are stored.
   *
   * @throws InvalidRequestException when an option is wrong, or a zip holds no records
   */
  public ImportReport.Summary take(String projectId, ImportOptions options, InputStream body)
      throws IOException {
    var asked =
        new ExportOptions(
            options.kind(),
            options.format(),
            options.as(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    var checks = new FieldChecks();
    asked.check(checks);
    if (formats.bundle(asked) == null) {
      formats.check(asked, checks);
    }
    checks.oneOf("on_conflict", options.onConflict(), List.of("skip", "replace")).done();
    var kind = Kind.of(String.valueOf(options.kind())).orElseThrow();
    return imports.take(
        projectId,
        kind,
        options,
        body,
        formats::format,
        formats::form,
        formats.bundle(asked) != null);
  }
}
