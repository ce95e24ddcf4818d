package dev.quern.pipeline.intake;

import dev.quern.Ids;
import dev.quern.document.UnreadableFileException;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.TooLargeException;
import dev.quern.pipeline.FileNames;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.task.model.QueueFullException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The watched folder: finds the project of a file, and moves the file afterwards. */
@Component("inbox")
public class Inbox {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private final Arrivals arrivals;
  private final ProjectFolders folders;
  private final PipelineFiles pipelines;
  private final Map<Path, Look> looks = new ConcurrentHashMap<>();

  /** The reasons of refused files that are about to be moved, by where they are moved to. */
  private final Map<Path, String> refusals = new ConcurrentHashMap<>();

  /** Identifies the version of a file that was read. */
  private record Look(long size, FileTime date, @Nullable Object key) {

    static Look at(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Look(now.size(), now.lastModifiedTime(), now.fileKey());
      } catch (IOException e) {
        throw new UncheckedIOException("The file " + file + " cannot be looked at", e);
      }
    }
  }

  Inbox(Arrivals arrivals, ProjectFolders folders, PipelineFiles pipelines) {
    this.arrivals = arrivals;
    this.folders = folders;
    this.pipelines = pipelines;
  }

  /** Stores the content of a file, and finds its project and its steps. */
  public IncomingFile arrival(File file) {
    Path path = absolute(file);
    if (Files.isSymbolicLink(path)) {
      throw InvalidRequestException.of(
          "'"
              + path.getFileName()
              + "' is a link; drop the file itself, since what lies elsewhere"
              + " may not be meant for a dataset.");
    }
    Path folder = path.getParent();
    looks.put(path, Look.at(path));
    PipelineSteps steps = pipelines.stepsFor(List.of(folder));
    return arrivals.dropped(folders.project(folder), path, steps);
  }

  /**
   * The target of an accepted file: {@code .done}, with a number if the name is taken.
   *
   * @throws ConflictException if the file has changed since it was read; it stays and is read again
   */
  public String done(File file) {
    checkIsAsRead(file);
    return free(file.toPath(), ".done").toString();
  }

  /**
   * The target of an unreadable file. The reason is written beside it when it has been moved, so
   * that who acts on a reason finds its place in the inbox free.
   *
   * @throws Exception the reason itself, if the file must stay for a retry
   * @throws ConflictException if the file has changed since it was read; it stays and is read again
   */
  public String failed(File file, Exception reason) throws Exception {
    if (!isFinal(reason)) {
      looks.remove(absolute(file));
      throw reason;
    }
    checkIsAsRead(file);
    Path target = free(file.toPath(), ".failed");
    String words = words(reason);
    log.warn("{} is not accepted: {}", file.toPath().normalize(), words);
    refusals.put(target, words);
    return target.toString();
  }

  /** Ends the work on a file that is to have been moved: beside a refused one goes the reason. */
  public void moved(File from, File to) {
    Path file = to.toPath();
    String reason = refusals.remove(file);
    if (Files.notExists(from.toPath(), LinkOption.NOFOLLOW_LINKS)
        && Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      log.info("{} has been moved by another process", from);
    } else if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      log.warn(
          "{} cannot be moved to {}, and is read again and again: check the rights of both folders",
          from,
          to);
    } else if (reason != null) {
      explain(file, reason);
    }
  }

  private static void explain(Path file, String reason) {
    try {
      // moved, so that nobody who watches the folder reads an empty reason
      Path hidden =
          Files.writeString(file.resolveSibling("." + Ids.next()), reason + System.lineSeparator());
      Files.move(
          hidden,
          file.resolveSibling(file.getFileName() + ".error.txt"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      log.warn("The reason cannot be written beside {}: {}", file, e.toString());
    }
  }

  /** A file that is gone has been moved by another process of this home. */
  private void checkIsAsRead(File file) {
    Path path = absolute(file);
    Look before = looks.remove(path);
    boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (before != null && isThere && !before.equals(Look.at(path))) {
      throw ConflictException.because(
          "'%s' was changed or replaced while it was read; it is read again."
              .formatted(path.getFileName()));
    }
  }

  private static Path absolute(File file) {
    return file.toPath().toAbsolutePath().normalize();
  }

  /**
   * Whether a retry would fail in the same way. The file stays while the database, the disk or the
   * parser process is unavailable.
   */
  private static boolean isFinal(Throwable reason) {
    for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
      if (isForPeople(cause)) {
        return true;
      }
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof TransientDataAccessException
          || cause instanceof TransactionException
          || cause instanceof ConflictException
          || cause instanceof IOException
          || cause instanceof QueueFullException
          || cause instanceof TikaException) {
        log.warn("A dropped file waits and is tried again: {}", String.valueOf(cause));
        return false;
      }
    }
    log.error("A dropped file cannot be taken in by an error of Quern", reason);
    return true;
  }

  private static String words(Throwable reason) {
    for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
      if (isForPeople(cause)) {
        return String.valueOf(cause.getMessage());
      }
    }
    return "Quern could not take this file in: " + reason;
  }

  private static boolean isForPeople(@Nullable Throwable cause) {
    return cause instanceof UnreadableFileException
        || cause instanceof InvalidRequestException
        || cause instanceof TooLargeException;
  }

  private static Path free(Path file, String folder) {
    try {
      Path into = Files.createDirectories(file.resolveSibling(folder));
      String name = String.valueOf(file.getFileName());
      Path target = into.resolve(FileNames.numbered(name, 1));
      for (int n = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
        target = into.resolve(FileNames.numbered(name, n));
      }
      return target.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " beside " + file + " is missing", e);
    }
  }
}
