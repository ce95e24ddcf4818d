package dev.quern.pipeline.intake;

import dev.quern.home.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Accepts dropped files that have stopped growing: their size and date were the same in two checks,
 * two seconds apart by Quern's own clock. The date alone is not enough, because a copy may keep the
 * date of its source, and another clock may be ahead. An empty file is usually about to be filled,
 * so it has to wait ten seconds.
 */
@Component("settledFiles")
public class SettledFiles {

  static final Duration SETTLED = Duration.ofSeconds(2);
  static final Duration EMPTY = Duration.ofSeconds(10);
  static final Duration LONG = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(SettledFiles.class);

  private record Look(long size, long date, long since, long first, boolean told) {}

  private final Path inbox;
  private final LongSupplier nanos;
  private final Map<Path, Look> looks = new ConcurrentHashMap<>();
  private final Set<Path> refused = ConcurrentHashMap.newKeySet();

  @Autowired
  public SettledFiles(Home home) {
    this(home.inbox(), System::nanoTime);
  }

  SettledFiles(Path inbox, LongSupplier nanos) {
    this.inbox = absolute(inbox);
    this.nanos = nanos;
  }

  /** Whether the file can be accepted now; called at each poll of the folder. */
  public boolean isSettled(File file) {
    Path path = absolute(file.toPath());
    try {
      BasicFileAttributes now = attributes(path);
      if (isLeftAlone(path, now)) {
        refuse(path);
        return false;
      }
      refused.remove(path);
      return now.isSymbolicLink() || isSettled(path, now);
    } catch (IOException e) {
      looks.remove(path);
      return false;
    }
  }

  /**
   * Whether it is a file that will be accepted once it has stopped growing. A link to one is: it is
   * accepted, and refused with its reason. What is left alone is said here too, since the folder
   * never asks for a name with a backslash.
   */
  public boolean willBeAccepted(Path file) {
    Path path = absolute(file);
    try {
      if (Files.isDirectory(path)) {
        return false;
      }
      boolean isLeftAlone = isLeftAlone(path, attributes(path));
      if (isLeftAlone) {
        refuse(path);
      }
      return !isLeftAlone;
    } catch (IOException e) {
      return false; // it has gone
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * A link to nothing is one of them, because Camel cannot move it. So is a path with a backslash,
   * which Camel takes for the end of a folder's name.
   */
  private boolean isLeftAlone(Path path, BasicFileAttributes file) {
    return file.isOther()
        || File.separatorChar == '/' && path.toString().contains("\\")
        || isBehindLink(path)
        || file.isRegularFile() && !Files.isReadable(path)
        || file.isSymbolicLink() && !Files.exists(path);
  }

  private boolean isSettled(Path path, BasicFileAttributes file) {
    long now = nanos.getAsLong();
    long date = file.lastModifiedTime().toMillis();
    Look last = looks.get(path);
    if (last == null || last.size() != file.size() || last.date() != date) {
      long first = last == null ? now : last.first();
      Look look = new Look(file.size(), date, now, first, last != null && last.told());
      looks.put(path, told(path, look, now));
      return false;
    }
    Duration needed = file.size() == 0 ? EMPTY : SETTLED;
    if (now - last.since() >= needed.toNanos()) {
      looks.remove(path);
      return true;
    }
    looks.put(path, told(path, last, now));
    return false;
  }

  private static Look told(Path path, Look look, long now) {
    if (look.told() || now - look.first() < LONG.toNanos()) {
      return look;
    }
    log.info(
        "{} waits for more than a minute, since it still changes ({} bytes now)",
        path,
        look.size());
    return new Look(look.size(), look.date(), look.since(), look.first(), true);
  }

  /** Whether the file is in a linked folder, whose files nobody dropped. */
  private boolean isBehindLink(Path path) {
    for (Path p = path.getParent(); p != null && !p.equals(inbox); p = p.getParent()) {
      if (p.startsWith(inbox) && Files.isSymbolicLink(p)) {
        return true;
      }
    }
    return false;
  }

  private void refuse(Path path) {
    if (refused.size() < 10_000 && refused.add(path)) {
      log.warn(
          "{} is left alone: it lies behind a link, links to nothing, may not be read, has a"
              + " backslash in its path, or is no file (a pipe, a socket, a device). Drop the file"
              + " itself, readable for Quern, under a name without a backslash.",
          path);
    }
  }
}
