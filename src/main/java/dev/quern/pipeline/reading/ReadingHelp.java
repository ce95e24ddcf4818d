package dev.quern.pipeline.reading;

import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.FileSettings;
import dev.quern.document.original.FileStore;
import dev.quern.task.model.TaskSettings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads files that other nodes took in, while this node has a free place. It begins when four of
 * them wait for each of its CPU workers, and goes on until none waits.
 */
@Component("readingHelp")
public class ReadingHelp {

  private static final Logger log = LoggerFactory.getLogger(ReadingHelp.class);

  /** This node begins when so many files wait for each of its CPU workers. */
  private static final int FILES_A_WORKER = 4;

  private final ReadingRows rows;
  private final ReadTexts texts;
  private final ReadingPlaces places;
  private final ReadingWatch watch;
  private final FileStore store;
  private final TransactionTemplate transaction;
  private final int min;
  private final boolean shared;

  ReadingHelp(
      ReadingRows rows,
      ReadTexts texts,
      ReadingPlaces places,
      ReadingWatch watch,
      FileStore store,
      TransactionTemplate transaction,
      FileSettings files,
      TaskSettings tasks) {
    this.rows = rows;
    this.texts = texts;
    this.places = places;
    this.watch = watch;
    this.store = store;
    this.transaction = transaction;
    this.min = FILES_A_WORKER * tasks.cpuWorkers();
    this.shared = files.isShared();
  }

  /**
   * The files that this node takes now. {@code next()} waits for a free place, and returns null
   * when none is left.
   */
  public Iterator<@Nullable Offer> offers() {
    return new Iterator<>() {
      private boolean ended = !shared || !watch.isRunning() || !isWorthIt();

      @Override
      public boolean hasNext() {
        return !ended;
      }

      @Override
      public @Nullable Offer next() {
        Optional<Offer> offer = take();
        ended = offer.isEmpty();
        return offer.orElse(null);
      }
    };
  }

  private boolean isWorthIt() {
    try {
      return rows.countFree(min) >= min;
    } catch (RuntimeException e) {
      log.warn("The files of other nodes cannot be looked for, trying again: {}", e.getMessage());
      return false;
    }
  }

  private Optional<Offer> take() {
    try {
      boolean place = false;
      while (!place && watch.isRunning()) {
        place = places.take(1000, false);
      }
      return place ? takeInto() : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Offer> takeInto() {
    Optional<Offer> offer = Optional.empty();
    try {
      offer = rows.take();
      offer.ifPresent(taken -> watch.reads(taken.id()));
    } catch (RuntimeException e) {
      log.warn("No file of another node can be taken, trying again: {}", e.getMessage());
    } finally {
      if (offer.isEmpty()) {
        places.free();
      }
    }
    return offer;
  }

  /** The document of an offer; its original is fetched. */
  public SourceDocument document(Offer offer) {
    return new SourceDocument(
        store.path(offer.sha256(), offer.fileName()),
        offer.fileName(),
        offer.charset() == null ? null : Charset.forName(offer.charset()));
  }

  /** Tells what was read, unless somebody else reads it by now. */
  public void tell(Offer offer, ExtractedText text) throws IOException {
    try {
      transaction.executeWithoutResult(
          status -> {
            if (rows.tell(offer, text)) {
              texts.put(offer.id(), text.markdown());
            }
          });
    } finally {
      Files.deleteIfExists(text.markdown());
    }
  }

  /** Tells why the file cannot be read; if it may not be its fault, the node that asks tries. */
  public void fail(Offer offer, Exception reason) {
    for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException) {
        rows.fail(offer, String.valueOf(cause.getMessage()));
        return;
      }
    }
    log.warn("'{}' of another node is left to it: {}", offer.fileName(), reason.toString());
    rows.giveBack(offer, true);
  }

  /** Frees the place of an offer that has ended in any way. */
  public void release(Offer offer) {
    watch.readsNoMore(offer.id());
    places.free();
  }
}
