package dev.quern.ops.database;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Adds a folder to a zip while others write into it: what goes meanwhile is left out. */
final class ZippedFolder extends SimpleFileVisitor<Path> {

  private final ZipOutputStream zip;
  private final Path root;
  private final String under;
  private final Predicate<Path> leftOut;

  private ZippedFolder(ZipOutputStream zip, Path root, String under, Predicate<Path> leftOut) {
    this.zip = zip;
    this.root = root;
    this.under = under;
    this.leftOut = leftOut;
  }

  /**
   * Adds the files and folders below a folder.
   *
   * @param under the start of their names in the zip
   * @param leftOut tells by the path below the folder what is not added
   */
  static void add(ZipOutputStream zip, Path root, String under, Predicate<Path> leftOut)
      throws IOException {
    Files.walkFileTree(root, new ZippedFolder(zip, root, under, leftOut));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (leftOut.test(root.relativize(folder))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    addFolder(folder);
    return FileVisitResult.CONTINUE;
  }

  private void addFolder(Path folder) throws IOException {
    zip.putNextEntry(new ZipEntry(name(folder) + "/"));
    zip.closeEntry();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (!leftOut.test(root.relativize(file))) {
      if (Files.isDirectory(file)) { // a link to one, such as a log on another disk
        addFolder(file);
      } else {
        add(zip, file, name(file));
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
    return unlessGone(reason);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason)
      throws IOException {
    return reason == null ? FileVisitResult.CONTINUE : unlessGone(reason);
  }

  private static FileVisitResult unlessGone(IOException reason) throws IOException {
    if (reason instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw reason;
  }

  private String name(Path path) {
    return under + root.relativize(path).toString().replace('\\', '/');
  }

  /** Adds one file, if it is still there: of a table that was dropped meanwhile the log knows. */
  static void add(ZipOutputStream zip, Path file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      zip.putNextEntry(new ZipEntry(name));
      in.transferTo(zip);
      zip.closeEntry();
    } catch (NoSuchFileException | FileNotFoundException e) {
      // gone
    }
  }
}
