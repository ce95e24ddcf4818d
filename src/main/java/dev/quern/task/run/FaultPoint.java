package dev.quern.task.run;

import org.jspecify.annotations.Nullable;

/**
 * Named places where a test can end the process as a power cut would: {@code
 * -Dquern.fault-point=before-result-commit:3} halts the JVM when that place is passed for the third
 * time. Without the property, a place does nothing.
 */
public final class FaultPoint {

  /** db-scheduler has started an execution; its run is not open yet. */
  public static final FaultPoint AFTER_CLAIM = new FaultPoint("after-claim");

  /** Results are written; their transaction is about to commit. */
  public static final FaultPoint BEFORE_RESULT_COMMIT = new FaultPoint("before-result-commit");

  /** Results are committed; nothing in this process knows it yet. */
  public static final FaultPoint AFTER_RESULT_COMMIT = new FaultPoint("after-result-commit");

  /** All results of a run are stored; its task is about to end. */
  public static final FaultPoint BEFORE_FINISH = new FaultPoint("before-finish");

  private static final int EXIT_CODE = 137; // as after SIGKILL

  private final String name;
  private int left;

  private FaultPoint(String name) {
    this.name = name;
    this.left = passings(name, System.getProperty("quern.fault-point"));
  }

  /** At which passing of the place the process ends, counted from 1; 0 for never. */
  static int passings(String name, @Nullable String setting) {
    String[] parts = setting == null ? new String[0] : setting.split(":", 2);
    if (parts.length == 0 || !parts[0].equals(name)) {
      return 0;
    }
    return parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
  }

  public void pass() {
    if (left > 0 && isLast()) {
      System.err.println("Halted at the fault point " + name);
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  private synchronized boolean isLast() {
    return --left == 0;
  }
}
