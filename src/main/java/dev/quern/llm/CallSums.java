package dev.quern.llm;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What calls come to, by day and by all that they are asked for by. */
final class CallSums {

  /** Sorted alike everywhere, so that two nodes lock the rows in one order. */
  record Key(LocalDate day, String projectId, String provider, String model, String callClass)
      implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  record Sum(long calls, long inputTokens, long outputTokens, double cost, long latencyMillis) {

    Sum plus(Sum more) {
      return new Sum(
          calls + more.calls,
          inputTokens + more.inputTokens,
          outputTokens + more.outputTokens,
          cost + more.cost,
          latencyMillis + more.latencyMillis);
    }
  }

  private final Map<Key, Sum> sums = new TreeMap<>();

  static CallSums of(List<CallRow> rows) {
    CallSums sums = new CallSums();
    rows.forEach(sums::add);
    return sums;
  }

  synchronized void add(CallRow row) {
    Key key =
        new Key(
            row.at().atZone(ZoneOffset.UTC).toLocalDate(),
            row.origin() == null ? "" : row.origin().projectId(),
            row.provider(),
            row.model(),
            row.callClass());
    Consumption used = row.used();
    sums.merge(
        key,
        new Sum(
            Math.max(1, used.calls()),
            used.inputTokens(),
            used.outputTokens(),
            used.cost(),
            row.latencyMillis()),
        Sum::plus);
  }

  synchronized void addAll(CallSums more) {
    more.sums.forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
  }

  /** All of them; nothing is left here. */
  synchronized CallSums take() {
    CallSums taken = new CallSums();
    taken.sums.putAll(sums);
    sums.clear();
    return taken;
  }

  synchronized boolean isEmpty() {
    return sums.isEmpty();
  }

  synchronized long calls() {
    return sums.values().stream().mapToLong(Sum::calls).sum();
  }

  synchronized void forEach(BiConsumer<Key, Sum> action) {
    sums.forEach(action);
  }
}
