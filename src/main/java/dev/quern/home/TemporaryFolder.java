package dev.quern.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Keeps the temporary files of the process in its home: Tomcat's, Camel's, those of uploads and of
 * the parsers. It runs before anything creates such files, because Java reads their folder only
 * once. Files left by processes that ended without cleaning up are removed.
 */
public final class TemporaryFolder
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);

  /** Only files older than this are removed, because other processes may share the home. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Clock clock;

  public TemporaryFolder(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Home home = Binder.get(event.getEnvironment()).bindOrCreate("quern", Home.class);
    clean(home);
    Path mine = home.scratch();
    PrivateFile.restrict(mine.getParent());
    System.setProperty("java.io.tmpdir", mine.toString());
    event
        .getEnvironment()
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "temporaryFiles",
                Map.of(
                    "server.tomcat.basedir",
                    mine.resolve("tomcat").toString(),
                    "spring.servlet.multipart.location",
                    mine.toString())));
  }

  /** Removes what dead processes left. */
  void clean(Home home) {
    Path all = home.scratch().getParent();
    for (Path left : list(all)) {
      if (isDead(String.valueOf(left.getFileName()))) {
        delete(left);
      }
    }
    for (Path part : list(home.files())) {
      if (part.toString().endsWith(".part") && isOld(part)) {
        delete(part);
      }
    }
  }

  private static boolean isDead(String name) {
    if (!name.startsWith(Home.SCRATCH)) {
      return true; // all that is in use lies in a process's own folder
    }
    String pid = name.substring(Home.SCRATCH.length());
    return !pid.matches("\\d{1,18}")
        || ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty();
  }

  private boolean isOld(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(ABANDONED));
    } catch (IOException e) {
      return false; // gone
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void delete(Path left) {
    try {
      FileSystemUtils.deleteRecursively(left);
    } catch (IOException e) {
      log.warn("{} was left by an earlier run and cannot be removed: {}", left, e.toString());
    }
  }
}
