package dev.quern.pipeline.reading;

import dev.quern.document.parser.ExtractionSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The files that this node reads at once, its own and those of others, where nodes share them. A
 * free place goes to an urgent file first: while one waits, no other file gets a place.
 */
@Component
class ReadingPlaces {

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private int free;
  private int urgent;

  ReadingPlaces(ExtractionSettings limits) {
    this.free = limits.processes();
  }

  /** Takes a place if the file gets one at once. */
  boolean tryTake(boolean isUrgent) {
    lock.lock();
    try {
      return takeIfFree(isUrgent);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a place, and waits so long for one; returns whether it has one. */
  boolean take(long millis, boolean isUrgent) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (!takeIfFree(isUrgent)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean takeIfFree(boolean isUrgent) {
    boolean gets = free > 0 && (isUrgent || urgent == 0);
    free -= gets ? 1 : 0;
    return gets;
  }

  void free() {
    change(1, 0);
  }

  /** An urgent file waits for a place from now on. */
  void beginUrgent() {
    change(0, 1);
  }

  /** It has a place, or needs none for now. */
  void endUrgent() {
    change(0, -1);
  }

  private void change(int places, int waiting) {
    lock.lock();
    try {
      free += places;
      urgent += waiting;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
