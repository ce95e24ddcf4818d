package dev.quern.pipeline.intake;

import dev.quern.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the {@code pipeline.yaml} of a folder, however people spell it; the route {@code folder}
 * takes none of the spellings for a document. The two usual names are asked for each time. Others
 * take a look at the whole folder, which may hold very many files, and so are looked for once a
 * second at most: a dropped file has to lie still for longer than that.
 */
final class PipelineNames {

  static final String NAME = "pipeline.yaml";

  private static final List<String> USUAL = List.of(NAME, "pipeline.yml");
  private static final Pattern ANY = Pattern.compile("(?i)pipeline\\.ya?ml");
  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  private record Look(List<Path> found, long at) {}

  private final Map<Path, Look> looks = new ConcurrentHashMap<>();

  /**
   * The one in that folder.
   *
   * @throws InvalidRequestException when there are two
   */
  Optional<Path> in(Path folder) {
    List<Path> found =
        Stream.concat(USUAL.stream().map(folder::resolve), spellings(folder).stream())
            .filter(Files::isRegularFile)
            .toList();
    for (Path other : found) {
      if (!isSame(found.get(0), other)) {
        throw InvalidRequestException.of(
            "There are two pipelines, " + found.get(0) + " and " + other + "; keep one of them.");
      }
    }
    return found.stream().findFirst();
  }

  private List<Path> spellings(Path folder) {
    Look last = looks.get(folder);
    long now = System.nanoTime();
    if (last == null || now - last.at() >= LOOK) {
      last = new Look(look(folder), now);
      looks.put(folder, last);
    }
    return last.found();
  }

  private static List<Path> look(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, e -> ANY.matcher(e.getFileName().toString()).matches())) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // no folder, or none that may be listed: it can have the usual names
    }
    return found;
  }

  /** Where a file system takes no notice of case, a file has many names. */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new UncheckedIOException("The pipeline " + other + " cannot be read", e);
    }
  }
}
