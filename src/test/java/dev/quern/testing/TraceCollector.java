package dev.quern.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * Stands in for a collector of traces: takes OTLP over HTTP and reads of its protocol buffers what
 * tests ask for (opentelemetry-proto, trace/v1/trace.proto).
 */
public final class TraceCollector implements AutoCloseable {

  /** A span as it was sent. */
  public record Sent(
      String trace, String id, String parent, String name, Map<String, String> tags) {}

  private final HttpServer server;
  private final List<Sent> spans = new CopyOnWriteArrayList<>();

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  public static TraceCollector start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TraceCollector collector = new TraceCollector(server);
      server.createContext(
          "/v1/traces",
          exchange -> {
            boolean zipped =
                "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (var in =
                zipped
                    ? new GZIPInputStream(exchange.getRequestBody())
                    : exchange.getRequestBody()) {
              collector.read(in.readAllBytes());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  public List<Sent> spans() {
    return spans;
  }

  private void read(byte[] request) {
    for (Field resource : fields(request, 1)) {
      for (Field scope : fields(resource.bytes(), 2)) {
        for (Field span : fields(scope.bytes(), 2)) {
          spans.add(span(span.bytes()));
        }
      }
    }
  }

  private static Sent span(byte[] span) {
    Map<String, String> tags = new TreeMap<>();
    for (Field tag : fields(span, 9)) {
      tags.put(text(tag.bytes(), 1), value(fields(tag.bytes(), 2).get(0).bytes()));
    }
    return new Sent(hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), tags);
  }

  private static String value(byte[] any) {
    Field field = fields(any, -1).get(0);
    return switch (field.number()) {
      case 1 -> new String(field.bytes(), StandardCharsets.UTF_8);
      case 3 -> Long.toString(field.value());
      case 4 -> Double.toString(Double.longBitsToDouble(field.value()));
      case 5 -> fields(field.bytes(), 1).stream().map(each -> value(each.bytes())).toList() + "";
      default -> "?";
    };
  }

  private static String hex(byte[] message, int number) {
    List<Field> found = fields(message, number);
    return found.isEmpty() ? "" : HexFormat.of().formatHex(found.get(0).bytes());
  }

  private static String text(byte[] message, int number) {
    return new String(fields(message, number).get(0).bytes(), StandardCharsets.UTF_8);
  }

  private record Field(int number, byte[] bytes, long value) {}

  /** The fields of that number; all where it is negative. */
  private static List<Field> fields(byte[] message, int number) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      byte[] bytes = new byte[0];
      long value = 0;
      switch (key & 7) {
        case 0 -> value = varint(in);
        case 1 -> value = in.getLong();
        case 2 -> in.get(bytes = new byte[(int) varint(in)]);
        case 5 -> value = in.getInt();
        default -> throw new IllegalStateException("wire type " + (key & 7));
      }
      if (number < 0 || key >> 3 == number) {
        fields.add(new Field(key >> 3, bytes, value));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
