package dev.quern.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
   * The content of the file; where it is missing or blank, the value of {@code first}, which is
   * stored in it. Processes that start together end with the same value.
   *
   * @throws UncheckedIOException when it can be neither read nor made
   */
  public static String readOrMake(Path file, Supplier<String> first) {
    try {
      String known = read(file);
      return known.isEmpty() ? make(file, first) : known;
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read or made", e);
    }
  }

  /** Whether the file exists and holds nothing. */
  public static boolean isBlank(Path file) {
    try {
      return Files.exists(file) && read(file).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read", e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private static synchronized String make(Path file, Supplier<String> first) throws IOException {
    Path lock = file.resolveSibling("private-files.lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      String known = read(file);
      if (!known.isEmpty()) {
        return known; // another process was first
      }
      String value = first.get();
      move(value + System.lineSeparator(), file);
      return value;
    }
  }

  /** Writes the file aside and to the disk first: whatever ends the process, it is whole or not. */
  private static void move(String content, Path file) throws IOException {
    Path aside = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(aside);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          aside,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        aside,
        content,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
