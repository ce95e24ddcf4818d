package dev.quern.export;

import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.bundle.Contents;
import dev.quern.export.bundle.Target;
import dev.quern.export.run.Exports;
import dev.quern.export.run.Preview;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/**
 * Writes training files through the route {@code export}, in constant memory. REST, the outbox and
 * pushes to a Hub all use it.
 */
@Component
public class Exporter {

  private final ExportFormats formats;
  private final Planner planner;
  private final Exports exports;

  Exporter(ExportFormats formats, Planner planner, Exports exports) {
    this.formats = formats;
    this.planner = planner;
    this.exports = exports;
  }

  /**
   * Checks the options before anything is written.
   *
   * @throws InvalidRequestException naming each wrong option and its valid values
   */
  public void check(ExportOptions options) {
    var checks = new FieldChecks();
    options.check(checks);
    formats.check(options, checks);
    checks.done();
  }

  /** The extension of such a file, without a dot: {@code jsonl}, or zip. */
  public String extension(ExportOptions options) {
    return planner.isZip(options) ? "zip" : String.valueOf(options.as());
  }

  /** The media type of such a file. */
  public String mediaType(ExportOptions options) {
    return planner.isZip(options)
        ? "application/zip"
        : formats.form(String.valueOf(options.as())).mediaType();
  }

  /**
   * Writes the file and flushes, without closing.
   *
   * @throws InvalidRequestException as {@link #check} does, before anything is written
   * @throws UncheckedIOException when {@code out} fails; what it got is then no whole file
   */
  public Contents.Counts write(ExportRequest request, OutputStream out) {
    check(request.options());
    return exports.write(planner.plan(request), out);
  }

  /** Writes the files of a bundle, one after the other. */
  public Contents.Counts write(ExportRequest request, Target target) {
    check(request.options());
    return exports.write(planner.plan(request), target);
  }

  /** Writes the file for a reader that may be slow or disconnect; neither occupies the database. */
  public void send(ExportRequest request, OutputStream out) throws IOException {
    check(request.options());
    exports.send(planner.plan(request), out);
  }

  /** What the file would hold. */
  public Preview preview(ExportRequest request) {
    check(request.options());
    return exports.preview(planner.plan(request));
  }
}
