package dev.quern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A small secret in a file that only its owner can read, if the file system supports that. */
public final class PrivateFile {

  private PrivateFile() {}

  /** Makes an existing folder accessible only to its owner, if the file system supports that. */
  public static void restrict(Path folder) {
    try {
      boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix && Files.isDirectory(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made private", e);
    }
  }

  /**
   * The content of the file; if it does not exist, it is created with the value of {@code first}.
   *
   * @throws UncheckedIOException when it can be neither read nor created
   */
  public static String readOrMake(Path file, Supplier<String> first) {
    try {
      if (!Files.exists(file)) {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, first.get() + System.lineSeparator());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read or made", e);
    }
  }
}
