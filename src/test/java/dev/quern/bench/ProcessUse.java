package dev.quern.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process uses, from Linux's {@code /proc}; NaN on other systems. */
final class ProcessUse {

  private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux platform

  private ProcessUse() {}

  /** Resident memory now, in MB of a million bytes. */
  static double residentMb(long pid) {
    return status(pid, "VmRSS:");
  }

  /** The most resident memory since the process began, in MB of a million bytes. */
  static double peakMb(long pid) {
    return status(pid, "VmHWM:");
  }

  /** What is alive on the heap of a JVM, after a collection, in MB of a million bytes. */
  static double liveHeapMb(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process histogram =
          new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram").start();
      String[] lines = new String(histogram.getInputStream().readAllBytes(), UTF_8).split("\n");
      String[] total = lines[lines.length - 1].strip().split(" +");
      return Long.parseLong(total[total.length - 1]) / 1e6;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** CPU time of a process and of its descendants that live, in seconds. */
  static double cpuSecondsWithDescendants(long pid) {
    return cpuSeconds(pid)
        + ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToDouble(child -> cpuSeconds(child.pid()))
            .filter(seconds -> !Double.isNaN(seconds))
            .sum();
  }

  /** CPU time in user and kernel mode, in seconds. */
  static double cpuSeconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      // The second field, the command, may hold spaces; utime and stime are the fields 14 and 15.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static double status(long pid, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
