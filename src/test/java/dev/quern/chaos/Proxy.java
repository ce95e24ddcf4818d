package dev.quern.chaos;

import dev.quern.testing.ReservedPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a node and its PostgreSQL: it can be cut, and it can swallow all it is sent.
 */
final class Proxy implements AutoCloseable {

  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;
  private boolean silent;

  Proxy(int target) {
    this.target = target;
    this.port = ReservedPort.take();
    this.server = listen(port);
    accept();
  }

  int port() {
    return port;
  }

  /** Closes every connection and refuses new ones. */
  synchronized void cut() {
    close(server);
    open.forEach(Proxy::close);
    open.clear();
  }

  /** Keeps every connection, takes new ones, and lets not a byte through. */
  synchronized void hang() {
    silent = true;
  }

  /** All is well again. */
  synchronized void mend() {
    silent = false;
    notifyAll();
    if (server.isClosed()) {
      server = listen(port);
      accept();
    }
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy cannot listen on port " + port, e);
    }
  }

  private void accept() {
    ServerSocket listening = server;
    start(
        () -> {
          while (!listening.isClosed()) {
            Socket near = listening.accept();
            open.add(near);
            start(() -> connect(near));
          }
        });
  }

  private void connect(Socket near) throws IOException {
    try {
      pause();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(far);
      start(() -> copy(near, far));
      copy(far, near);
    } catch (IOException e) {
      close(near); // the server itself is away
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pause();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one side has gone: so does the other
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private synchronized void pause() {
    while (silent) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // closed
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // it was closed before
    }
  }

  @Override
  public void close() {
    mend();
    cut();
  }
}
