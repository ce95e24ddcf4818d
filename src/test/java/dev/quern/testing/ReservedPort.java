package dev.quern.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of the loopback address for processes that listen later, or again and again. A port that
 * was free a moment ago may be another's by then; these belong to this JVM until it ends. They lie
 * where no system takes a port for a connection (32768 and up on Linux, 49152 elsewhere), and each
 * has a guard beside it: who listens there may use the port, so two JVMs never use the same.
 */
public final class ReservedPort {

  private static final int FIRST = 26_000;
  private static final int COUNT = 4000;
  private static final int TO_GUARD = -COUNT;

  private static final List<ServerSocket> guards = new ArrayList<>();

  /** JVMs that start together begin at different places. */
  private static int next = (int) (ProcessHandle.current().pid() % COUNT);

  private ReservedPort() {}

  /** A port on which nobody listens, and which nobody else gets from here. */
  public static synchronized int take() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + next;
      next = (next + 1) % COUNT;
      if (reserve(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No port is free from %d on".formatted(FIRST));
  }

  /** Reserves that one; false if it is somebody's. */
  static synchronized boolean reserve(int port) {
    try {
      ServerSocket guard = listen(port + TO_GUARD);
      try (ServerSocket free = listen(port)) {
        guards.add(guard);
        return true;
      } catch (IOException e) {
        guard.close();
        return false;
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true); // an earlier connection may not be forgotten yet
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
