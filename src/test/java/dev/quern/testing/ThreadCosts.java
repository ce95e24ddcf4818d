package dev.quern.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the threads of this JVM have allocated and worked since this was made, by their names. */
public final class ThreadCosts {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<Long, long[]> before = read();

  /**
   * What threads of one name cost, its number aside.
   *
   * @param count how many live
   * @param bytes allocated
   * @param cpuNanos in user and kernel mode
   */
  public record Cost(int count, long bytes, long cpuNanos) {

    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(long moreBytes, long moreNanos) {
      return new Cost(count + 1, bytes + moreBytes, cpuNanos + moreNanos);
    }
  }

  /** By the names of the threads without what follows the first dash or digit. */
  public Map<String, Cost> byName() {
    Map<String, Cost> costs = new TreeMap<>();
    read()
        .forEach(
            (id, now) -> {
              ThreadInfo thread = THREADS.getThreadInfo(id);
              if (thread == null) {
                return;
              }
              long[] then = before.getOrDefault(id, new long[2]);
              String name = thread.getThreadName().replaceFirst("[-#0-9].*", "");
              Cost cost = costs.getOrDefault(name, Cost.NONE);
              costs.put(name, cost.plus(now[0] - then[0], now[1] - then[1]));
            });
    return costs;
  }

  private static Map<Long, long[]> read() {
    Map<Long, long[]> costs = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      costs.put(id, new long[] {THREADS.getThreadAllocatedBytes(id), THREADS.getThreadCpuTime(id)});
    }
    return costs;
  }
}
