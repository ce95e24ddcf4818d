package dev.quern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A small secret in a file that its owner alone reads, where the file system knows owners. */
public final class PrivateFile {

  private PrivateFile() {}

  /** Makes a folder its owner's alone, if it exists, where the file system knows owners. */
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
   * What the file holds; it is made, with what {@code first} gives, when there is none.
   *
   * @throws UncheckedIOException when it can be neither read nor made
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
