package dev.quern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * One thread with a selector and a timer that serves all connections: a thousand answers may wait
 * at once and hold no thread, and a client that goes away is seen at once. The JDK's own server has
 * a thread for each waiting answer and does not see that.
 */
final class HttpLoop implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private record Timer(long at, long order, Runnable action) {}

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final Call.Handler handler;
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));
  private final Queue<Runnable> handed = new ConcurrentLinkedQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final Thread thread;
  private final long start = System.nanoTime();
  private long timerCount;
  private volatile boolean open = true;

  /** Listens on a free port of the loopback address, or on the port given unless it is 0. */
  HttpLoop(int port, Call.Handler handler) {
    this.handler = handler;
    try {
      selector = Selector.open();
      listener = ServerSocketChannel.open();
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      throw new UncheckedIOException("The model server cannot listen on port " + port, e);
    }
    thread = new Thread(this::run, "model-server-" + port());
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  /** Runs the action on the loop's thread; from any thread. */
  void execute(Runnable action) {
    if (Thread.currentThread() == thread) {
      action.run();
    } else {
      handed.add(action);
      selector.wakeup();
    }
  }

  /** Runs the action after so many nanoseconds; from the loop's thread alone. */
  void later(long nanos, Runnable action) {
    timers.add(new Timer(now() + nanos, timerCount++, action));
  }

  private long now() {
    return System.nanoTime() - start;
  }

  private void run() {
    try {
      while (open) {
        select();
        for (Runnable action = handed.poll(); action != null; action = handed.poll()) {
          action.run();
        }
        while (!timers.isEmpty() && timers.peek().at() <= now()) {
          timers.remove().action().run();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The model server's selector broke", e);
    } finally {
      closeAll();
    }
  }

  private void select() throws IOException {
    long wait = timers.isEmpty() ? TimeUnit.SECONDS.toNanos(1) : timers.peek().at() - now();
    if (wait <= 0) {
      selector.selectNow(this::ready);
    } else {
      selector.select(this::ready, (wait + 999_999) / 1_000_000);
    }
  }

  private void ready(SelectionKey key) {
    if (key.isValid() && key.isAcceptable()) {
      accept();
    } else if (key.attachment() instanceof Connection connection) {
      connection.ready(buffer);
    }
  }

  private void accept() {
    try {
      for (SocketChannel channel = listener.accept();
          channel != null;
          channel = listener.accept()) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new Connection(this, channel, key, handler));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The model server cannot accept a connection", e);
    }
  }

  private void closeAll() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The model server cannot close its connections", e);
    }
  }

  /** Resets nothing politely: every connection is closed, whatever it was doing. */
  @Override
  public void close() {
    open = false;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
