package dev.quern.document.original;

import dev.quern.home.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** {@code files/} of this node's home. Nodes that share the folder read each other's files. */
@Component
class LocalFolder implements OriginalStore {

  /** In the home: by what name the rows of its originals call it. */
  private static final String NAME = "files.place";

  private static final Duration MAX_COPY_AGE = Duration.ofDays(1);

  private final Path root;
  private final String place;
  private final Clock clock;

  LocalFolder(Home home, Clock clock) throws IOException {
    this.clock = clock;
    root = home.files();
    place = place(home);
  }

  /** Written down, since a container has another name after each start. */
  private static String place(Home home) throws IOException {
    Path file = home.file(NAME);
    if (!Files.exists(file)) {
      String host;
      try {
        host = InetAddress.getLocalHost().getHostName();
      } catch (IOException e) {
        host = "localhost";
      }
      Files.writeString(file, host + ":" + home.path());
    }
    return Files.readString(file).strip();
  }

  @Override
  public FileSettings.Kind kind() {
    return FileSettings.Kind.LOCAL;
  }

  @Override
  public String place() {
    return place;
  }

  Path root() {
    return root;
  }

  Path path(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /** It is put again each time, which mends one that was damaged. */
  @Override
  public boolean has(String sha256, long size) {
    return false;
  }

  @Override
  public void put(String sha256, Path content) throws IOException {
    Path kept = path(sha256);
    Files.createDirectories(kept.getParent());
    Files.move(content, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void get(Original original, Path into) throws IOException {
    throw new NoSuchFileException(path(original.sha256()).toString());
  }

  @Override
  public void delete(Original original) throws IOException {
    Files.deleteIfExists(path(original.sha256()));
  }

  @Override
  public void check() throws IOException {
    if (!Files.isWritable(root)) {
      throw new IOException("the folder " + root + " cannot be written");
    }
  }

  /** All that lie there; what a copy that was cut off left is deleted. */
  void forEach(Consumer<Original> work) throws IOException {
    Instant cutOff = clock.instant().minus(MAX_COPY_AGE);
    try (Stream<Path> all = Files.walk(root, 2)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = path.getFileName().toString();
        if (name.matches("[0-9a-f]{64}")) {
          work.accept(new Original(name, kind(), place, Files.size(path)));
        } else if (name.endsWith(".part")
            && Files.getLastModifiedTime(path).toInstant().isBefore(cutOff)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
