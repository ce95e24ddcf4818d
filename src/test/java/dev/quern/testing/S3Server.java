package dev.quern.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bucket by Amazon's S3 protocol, objects in files. It works out each request's signature itself
 * (Signature Version 4) and takes no other, nor a body whose hash is not the signed one.
 */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "originals of quern";
  public static final String ACCESS_KEY = "AKIDEXAMPLE";
  public static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential="
              + ACCESS_KEY
              + "/([^/]+)/([^/]+)/s3/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

  private static final int SILENT = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path folder;
  private final Map<String, Path> objects = new ConcurrentHashMap<>();
  private final Queue<Integer> faults = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int always = 200;

  private S3Server(Path folder) {
    this.folder = folder;
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public static S3Server start(Path folder) {
    return new S3Server(folder);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The settings of a node that reads and writes it. */
  public String[] settings() {
    return new String[] {
      "quern.files.s3.endpoint=" + url(),
      "quern.files.s3.bucket=" + BUCKET,
      "quern.files.s3.prefix=quern/",
      "quern.files.s3.access-key=" + ACCESS_KEY,
      "quern.files.s3.secret-key=" + SECRET_KEY
    };
  }

  /** Names of objects, and where their bytes lie. */
  public Map<String, Path> objects() {
    return objects;
  }

  /** METHOD and path of what came, in order. */
  public List<String> requests() {
    return requests;
  }

  /** The next requests are answered so, one after the other. */
  public void failNext(Integer... statuses) {
    faults.addAll(Arrays.asList(statuses));
  }

  /** Until it is 200 again, all requests are answered so. */
  public void failAlways(int status) {
    always = status;
  }

  /** The next request is never answered. */
  public void beSilentOnce() {
    faults.add(SILENT);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.add(method + " " + path);
    Path body = Files.createTempFile(folder, "body", "");
    String hash = receive(exchange, body);
    Integer fault = faults.poll();
    int status = fault != null ? fault : always;
    if (status == SILENT) {
      return; // the connection stays open
    }
    if (status == 200) {
      status = isSigned(exchange, hash) ? 200 : 403;
    }
    reply(exchange, status == 200 ? carryOut(exchange, method, path, body) : status, path);
  }

  private int carryOut(HttpExchange exchange, String method, String path, Path body) {
    String bucket = "/" + BUCKET;
    if (!path.startsWith(bucket)) {
      return 404;
    }
    String name = path.substring(bucket.length());
    return switch (method) {
      case "PUT" -> {
        objects.put(name, body);
        yield 200;
      }
      case "DELETE" -> {
        objects.remove(name);
        yield 204;
      }
      default -> name.isEmpty() || objects.containsKey(name) ? 200 : 404;
    };
  }

  private static String receive(HttpExchange exchange, Path body) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(exchange.getRequestBody(), digest);
        OutputStream out = Files.newOutputStream(body)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void reply(HttpExchange exchange, int status, String path) throws IOException {
    Path object = objects.get(path.replaceFirst(Pattern.quote("/" + BUCKET), ""));
    boolean gives = status == 200 && object != null && !exchange.getRequestMethod().equals("PUT");
    if (gives && exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(Files.size(object)));
    }
    if (gives && exchange.getRequestMethod().equals("GET")) {
      exchange.sendResponseHeaders(status, Files.size(object));
      try (OutputStream out = exchange.getResponseBody()) {
        Files.copy(object, out);
      }
    } else {
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  /** Whether it is signed as Amazon's documentation has it, for what came over the wire. */
  private static boolean isSigned(HttpExchange exchange, String hashOfBody) {
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Matcher parts = AUTHORIZATION.matcher(given);
    String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (!parts.matches() || !hashOfBody.equals(hash)) {
      return false;
    }
    String headers =
        Arrays.stream(parts.group(3).split(";"))
            .map(name -> name + ":" + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join(
            "\n",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            "",
            headers,
            parts.group(3),
            hash);
    String scope = parts.group(1) + "/" + parts.group(2) + "/s3/aws4_request";
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            exchange.getRequestHeaders().getFirst("x-amz-date"),
            scope,
            HexFormat.of().formatHex(sha256().digest(bytes(canonical))));
    byte[] key = bytes("AWS4" + SECRET_KEY);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign)).equals(parts.group(4));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
