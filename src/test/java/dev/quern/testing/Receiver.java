package dev.quern.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** An HTTP server that notes what it is sent, on a port of its own of the loopback address. */
public final class Receiver implements AutoCloseable {

  /** A request as it came in; names of headers in lower case. */
  public record Got(String method, String path, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile IntUnaryOperator status = number -> 200;
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Receiver receiver = new Receiver(HttpServer.create(address, 0));
      receiver.server.createContext("/", receiver::handle);
      receiver.server.setExecutor(Executors.newCachedThreadPool(Receiver::daemon));
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "receiver");
    thread.setDaemon(true);
    return thread;
  }

  /** Answers the request of that number, from 1, with this status. */
  public Receiver answering(IntUnaryOperator statusOfNumber) {
    status = statusOfNumber;
    return this;
  }

  /** Holds every answer until then. */
  public Receiver heldUntil(CompletableFuture<Void> opened) {
    gate = opened;
    return this;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Got> got() {
    return got;
  }

  /** How many requests have not been answered. */
  public int inFlight() {
    return inFlight.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(), String.join(",", values)));
      int number;
      synchronized (got) {
        got.add(
            new Got(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        number = got.size();
      }
      gate.join();
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(status.applyAsInt(number), -1);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
