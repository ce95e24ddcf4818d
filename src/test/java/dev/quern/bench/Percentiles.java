package dev.quern.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measured times, and the p-th part of them that took no longer. */
final class Percentiles {

  private final List<Double> millis = new ArrayList<>();

  void add(Duration time) {
    millis.add(time.toNanos() / 1e6);
  }

  /** In milliseconds, by the nearest rank. */
  double at(double percent) {
    List<Double> sorted = millis.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
