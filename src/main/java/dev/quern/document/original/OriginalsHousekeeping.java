package dev.quern.document.original;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the originals, on each node for itself, since no other reads its folder. What another
 * node does at the same moment is done once: each original is looked at under its lock.
 */
@Component("originals")
public class OriginalsHousekeeping {

  private static final Logger log = LoggerFactory.getLogger(OriginalsHousekeeping.class);
  private static final int BATCH = 500;

  private final FileSettings settings;
  private final FileStore files;
  private final OriginalFiles originals;
  private final LocalFolder folder;
  private final OriginalRows rows;
  private final TransactionTemplate transaction;
  private volatile boolean found;

  OriginalsHousekeeping(
      FileSettings settings,
      FileStore files,
      OriginalFiles originals,
      LocalFolder folder,
      OriginalRows rows,
      TransactionTemplate transaction) {
    this.settings = settings;
    this.files = files;
    this.originals = originals;
    this.folder = folder;
    this.rows = rows;
    this.transaction = transaction;
  }

  /**
   * Writes down what lies in this node's folder and has no row, as after a restore; once, since
   * what comes later has one.
   */
  public void find() {
    if (found) {
      return;
    }
    List<Original> batch = new ArrayList<>();
    try {
      folder.forEach(
          original -> {
            batch.add(original);
            if (batch.size() == BATCH) {
              rows.found(batch, settings.grace());
              batch.clear();
            }
          });
      rows.found(batch, settings.grace());
      found = true;
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder.root() + " cannot be read", e);
    }
  }

  /** Brings what lies in this node's folder into the store that all nodes read, if there is one. */
  public void move() {
    if (settings.isShared()) {
      int moved = each(after -> rows.local(folder.place(), after, BATCH), this::move);
      if (moved > 0) {
        log.info("{} originals are moved from {} to {}", moved, folder.root(), files.where());
      }
    }
  }

  private void move(Original original) {
    if (!Files.exists(folder.path(original.sha256()))) {
      rows.delete(original);
      return;
    }
    files.put(original.sha256(), folder.path(original.sha256()), original.size());
    transaction.executeWithoutResult(
        status -> {
          rows.lock(original.sha256());
          rows.claim(original.sha256());
          rows.delete(original);
          try {
            folder.delete(original);
          } catch (IOException e) {
            throw new UncheckedIOException("It cannot be deleted from " + folder.root(), e);
          }
        });
  }

  /** Deletes what nothing refers to and no upload is about to. */
  public void deleteUnwanted() {
    each(after -> rows.unwanted(folder.place(), after, BATCH), originals::deleteUnwanted);
  }

  private static int each(Function<String, List<Original>> read, Consumer<Original> work) {
    int done = 0;
    String after = "";
    for (List<Original> batch = read.apply(after); !batch.isEmpty(); batch = read.apply(after)) {
      batch.forEach(work);
      done += batch.size();
      after = batch.get(batch.size() - 1).sha256();
    }
    return done;
  }
}
