package dev.quern.pipeline.reading;

import dev.quern.document.parser.ExtractionSettings;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The files that this node reads at once, its own and those of others, where nodes share them. */
@Component
class ReadingPlaces {

  private final Semaphore places;

  ReadingPlaces(ExtractionSettings limits) {
    this.places = new Semaphore(limits.processes(), true);
  }

  /** Takes a place if there is one at once. */
  boolean tryTake() {
    return places.tryAcquire();
  }

  /** Takes a place, and waits so long for one; returns whether it has one. */
  boolean take(long millis) throws InterruptedException {
    return places.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  void free() {
    places.release();
  }
}
