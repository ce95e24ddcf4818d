package dev.quern.pipeline.reading;

import dev.quern.Ids;
import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.charset.CharsetGuess;
import dev.quern.document.original.FileSettings;
import dev.quern.document.original.FileStore;
import dev.quern.error.ConflictException;
import dev.quern.home.ScratchFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the files read that this node takes in: here while it has a free place, else on the first
 * node that has one, this one included. What is read elsewhere comes back as a row; only this node
 * goes on with it, so a file is stored once whoever reads it, and however often.
 */
@Component("readings")
public class Readings {

  private static final long LOOK_MS = 100;

  private final ReadingRows rows;
  private final ReadTexts texts;
  private final ReadingPlaces places;
  private final ReadingWatch watch;
  private final FileStore store;
  private final boolean shared;

  Readings(
      ReadingRows rows,
      ReadTexts texts,
      ReadingPlaces places,
      ReadingWatch watch,
      FileStore store,
      FileSettings settings) {
    this.rows = rows;
    this.texts = texts;
    this.places = places;
    this.watch = watch;
    this.store = store;
    this.shared = settings.isShared();
  }

  @EventListener(ApplicationReadyEvent.class)
  void forgetWhatAnEarlierProcessAsked() {
    if (shared) {
      rows.deleteAbandoned();
    }
  }

  /**
   * Waits until this node has a place for the file, or another node has read it.
   *
   * @throws ConflictException when the process ends; the file is to be taken in again
   */
  public Reading begin(FileToRead file) throws InterruptedException {
    if (!shared || places.tryTake(file.urgent())) {
      return new Reading(file, true, null);
    }
    String id = Ids.next();
    try {
      rows.offer(id, file);
      watch.offered(id); // after it: an offer without a row counts as ended
      Reading turn = await(id, file);
      if (turn.here()) {
        watch.forget(id);
      }
      return turn;
    } catch (RuntimeException | InterruptedException e) {
      watch.forget(id);
      rows.delete(id);
      throw e;
    }
  }

  private Reading await(String id, FileToRead file) throws InterruptedException {
    while (watch.isRunning()) {
      switch (watch.of(id)) {
        case ENDED -> {
          return new Reading(file, false, id);
        }
        case READ_ELSEWHERE -> watch.awaitLook();
        case FREE -> {
          if (hasPlace(id, file)) {
            return new Reading(file, true, null);
          }
        }
      }
    }
    throw ConflictException.because(
        "'" + file.fileName() + "' was not read, because the node ends; it is to be sent again.");
  }

  /**
   * Waits for a place while nobody reads the file. Only so long does an urgent file keep others
   * from the places of this node: read elsewhere, it needs none.
   */
  private boolean hasPlace(String id, FileToRead file) throws InterruptedException {
    if (file.urgent()) {
      places.beginUrgent();
    }
    try {
      while (watch.isRunning() && watch.of(id) == ReadingWatch.Known.FREE) {
        if (places.take(LOOK_MS, file.urgent())) {
          if (withdrawn(id)) {
            return true;
          }
          places.free();
          watch.takenElsewhere(id);
        }
      }
      return false;
    } finally {
      if (file.urgent()) {
        places.endUrgent();
      }
    }
  }

  private boolean withdrawn(String id) {
    try {
      return rows.withdraw(id);
    } catch (RuntimeException e) {
      places.free();
      throw e;
    }
  }

  /** The document to read here: its original, fetched again if it has gone from this node. */
  public SourceDocument document(Reading reading) {
    FileToRead file = reading.file();
    return new SourceDocument(
        store.here(file.stored(), file.fileName()).path(), file.fileName(), file.charset());
  }

  /**
   * What another node read.
   *
   * @throws UnreadableFileException when it could not read it
   * @throws ConflictException when it is lost; the file is to be taken in again
   */
  public ExtractedText text(Reading reading) {
    String id = String.valueOf(reading.offer());
    ReadingRows.Told told =
        rows.told(id)
            .orElseThrow(
                () ->
                    ConflictException.because(
                        "What another node read of '%s' is lost; it is to be sent again."
                            .formatted(reading.file().fileName())));
    if (told.failure() != null) {
      throw UnreadableFileException.told(told.failure());
    }
    try {
      Path markdown = ScratchFiles.file("read-", ".md");
      try {
        texts.get(id, markdown);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(markdown);
        throw e;
      }
      return new ExtractedText(
          markdown, String.valueOf(told.mediaType()), told.characters(), guess(told), told.notes());
    } catch (IOException e) {
      throw new UncheckedIOException("The text that another node read cannot be copied here", e);
    }
  }

  private static @Nullable CharsetGuess guess(ReadingRows.Told told) {
    return told.charset() == null
        ? null
        : new CharsetGuess(Charset.forName(told.charset()), told.confidence());
  }

  /** Ends a reading: its place is free, and its row goes. */
  public void end(Reading reading) {
    if (reading.offer() != null) {
      watch.forget(reading.offer());
      rows.delete(reading.offer());
    } else if (shared) {
      places.free();
    }
  }
}
