package dev.quern.export.imports;

import dev.quern.export.file.FileForm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The uploaded data: read as a stream, or from a temporary file if the form needs one. */
final class Upload implements FileForm.Source, AutoCloseable {

  private final BufferedInputStream body;
  private final Path scratch;
  private @Nullable Path file;

  Upload(InputStream body, Path scratch) {
    this.body = new BufferedInputStream(body, 1 << 16);
    this.scratch = scratch;
  }

  /** Whether it begins like a zip. */
  boolean isZip() throws IOException {
    body.mark(4);
    byte[] first = body.readNBytes(4);
    body.reset();
    return first.length == 4 && first[0] == 'P' && first[1] == 'K' && first[2] < 7;
  }

  @Override
  public InputStream stream() {
    return body;
  }

  @Override
  public Path file() throws IOException {
    if (file == null) {
      file = Files.createTempFile(scratch, "import-", ".part");
      Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
