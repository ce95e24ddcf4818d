package dev.quern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A local repository that holds one tiny distribution of Maven, whose {@code mvn} says "fake maven"
 * and which arguments it got, a line each.
 */
final class DistributionServer implements AutoCloseable {

  private final List<String> downloads = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final String file;
  private final byte[] distribution;

  DistributionServer(Path work, String version) throws IOException, InterruptedException {
    String name = "apache-maven-" + version;
    file = "/org/apache/maven/apache-maven/" + version + "/" + name + "-bin.tar.gz";
    Path bin = Files.createDirectories(work.resolve(name).resolve("bin"));
    BareMachine.script(
        bin.resolve("mvn"), "echo fake maven\nfor a in \"$@\"; do echo \"$a\"; done");
    Path archive = work.resolve("archive.tar.gz");
    new ProcessBuilder("tar", "-czf", archive.toString(), "-C", work.toString(), name)
        .inheritIO()
        .start()
        .waitFor();
    distribution = Files.readAllBytes(archive);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String fileUrl() {
    return url() + file;
  }

  String sha512() throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(distribution));
  }

  /** The paths that were asked for. */
  List<String> downloads() {
    return downloads;
  }

  private void answer(HttpExchange exchange) throws IOException {
    downloads.add(exchange.getRequestURI().getPath());
    boolean known = exchange.getRequestURI().getPath().equals(file);
    exchange.sendResponseHeaders(known ? 200 : 404, known ? distribution.length : -1);
    if (known) {
      exchange.getResponseBody().write(distribution);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
