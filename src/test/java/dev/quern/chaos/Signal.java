package dev.quern.chaos;

import java.io.IOException;

/** What an operator, a kernel or a power cut does to a process. */
enum Signal {
  KILL,
  TERM,
  STOP,
  CONT;

  void to(long pid) {
    try {
      new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("There is no kill to signal process " + pid + " with", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
