package dev.quern.llm.accounting;

import dev.quern.Usage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Sums of calls by day, project, provider, model and class. */
final class DailyUsage {

  /** Sorted alike everywhere, so that two nodes lock the rows in one order. */
  record Key(LocalDate day, String projectId, String provider, String model, String callClass)
      implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  /** The usage of the calls of a key, and their total duration. */
  record Total(Usage usage, long latencyMillis) {

    Total plus(Total more) {
      return new Total(usage.plus(more.usage), latencyMillis + more.latencyMillis);
    }
  }

  private final Map<Key, Total> sums = new TreeMap<>();

  static DailyUsage of(List<CallRecord> rows) {
    DailyUsage sums = new DailyUsage();
    rows.forEach(sums::add);
    return sums;
  }

  private static Key key(CallRecord row) {
    return new Key(
        row.at().atZone(ZoneOffset.UTC).toLocalDate(),
        row.origin() == null ? "" : row.origin().projectId(),
        row.provider(),
        row.model(),
        row.callClass());
  }

  synchronized void add(CallRecord row) {
    // A request that failed on its way took nothing, and was a call all the same.
    Usage used = calls(row.used()) == 0 ? Usage.ofCall(0, 0, 0) : row.used();
    sums.merge(key(row), new Total(used, row.latencyMillis()), Total::plus);
  }

  /** Adds the usage of a call that is already counted. */
  synchronized void addTokens(CallRecord row) {
    Usage used = row.used();
    Usage tokens = new Usage(0, used.inputTokens(), used.outputTokens(), used.cost(), 0);
    sums.merge(key(row), new Total(tokens, 0), Total::plus);
  }

  synchronized void addAll(DailyUsage more) {
    more.sums.forEach((key, sum) -> sums.merge(key, sum, Total::plus));
  }

  /** Returns all sums and clears them. */
  synchronized DailyUsage take() {
    DailyUsage taken = new DailyUsage();
    taken.sums.putAll(sums);
    sums.clear();
    return taken;
  }

  synchronized boolean isEmpty() {
    return sums.isEmpty();
  }

  synchronized long calls() {
    return sums.values().stream().mapToLong(total -> calls(total.usage())).sum();
  }

  /** The number of requests that were sent or replaced by the cache. */
  static long calls(Usage usage) {
    return usage.calls() + usage.savedCalls();
  }

  synchronized void forEach(BiConsumer<Key, Total> action) {
    sums.forEach(action);
  }
}
