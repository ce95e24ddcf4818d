package dev.quern.document.original;

import dev.quern.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Copies of originals that lie elsewhere, in the process's own folder below {@code tmp/}: parsers
 * want a path. The copies that were not used for the longest time go first.
 */
@Component
class FileCache {

  /** A parser has read it by then, or been killed. */
  private static final Duration IN_USE = Duration.ofMinutes(5);

  private final Path folder;
  private final long bound;
  private final Clock clock;
  private long size;

  FileCache(Home home, FileSettings settings, Clock clock) throws IOException {
    this.folder = Files.createDirectories(home.scratch().resolve("originals"));
    this.bound = settings.cache().toBytes();
    this.clock = clock;
  }

  /** A new, empty file, to be filled and put, or deleted. */
  Path part() throws IOException {
    return Files.createTempFile(folder, "", ".part");
  }

  /** The copy of that hash, kept for a while longer; null when there is none. */
  @Nullable Path get(String sha256) throws IOException {
    Path copy = folder.resolve(sha256);
    try {
      Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
      return copy;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Makes a file the copy of that hash. */
  Path put(String sha256, Path part) throws IOException {
    Path copy = folder.resolve(sha256);
    Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
    long added = Files.size(part);
    Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    makeRoom(added);
    return copy;
  }

  private record Copy(Path path, long size, FileTime used) {}

  private synchronized void makeRoom(long added) throws IOException {
    size += added;
    if (size <= bound) {
      return;
    }
    List<Copy> copies = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path :
          (Iterable<Path>) all.filter(p -> !p.toString().endsWith(".part"))::iterator) {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        copies.add(new Copy(path, attributes.size(), attributes.lastModifiedTime()));
      }
    }
    size = copies.stream().mapToLong(Copy::size).sum();
    FileTime inUse = FileTime.from(clock.instant().minus(IN_USE));
    copies.sort(Comparator.comparing(Copy::used));
    for (Copy copy : copies) {
      if (size <= bound || copy.used().compareTo(inUse) > 0) {
        return;
      }
      Files.deleteIfExists(copy.path());
      size -= copy.size();
    }
  }
}
