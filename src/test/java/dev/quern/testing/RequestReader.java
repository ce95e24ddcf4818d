package dev.quern.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 requests from bytes that come in pieces (RFC 9112): bodies with a Content-Length
 * or chunked, of 64 MiB at most. What is malformed is an {@link IllegalArgumentException}.
 */
final class RequestReader {

  private static final int LARGEST = 64 << 20;

  /** A whole request; header names in lower case, the target without its query. */
  record HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {}

  private record Head(String method, String path, Map<String, String> headers) {}

  private byte[] bytes = new byte[4096];
  private int start;
  private int end;
  private int searched;
  private @Nullable Head head;

  void add(ByteBuffer more) {
    int length = more.remaining();
    if (end + length > bytes.length) {
      int kept = end - start;
      if (kept + length > LARGEST) {
        throw new IllegalArgumentException("a request of more than 64 MiB");
      }
      byte[] room = kept + length > bytes.length ? new byte[2 * (kept + length)] : bytes;
      System.arraycopy(bytes, start, room, 0, kept);
      bytes = room;
      searched = Math.max(0, searched - start);
      start = 0;
      end = kept;
    }
    more.get(bytes, end, length);
    end += length;
  }

  /** The next request, or null while it is not whole. */
  @Nullable HttpRequest next() {
    if (head == null) {
      head = readHead();
      if (head == null) {
        return null;
      }
    }
    byte[] body =
        "chunked".equalsIgnoreCase(head.headers().get("transfer-encoding"))
            ? chunkedBody()
            : sizedBody(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
    if (body == null) {
      return null;
    }
    HttpRequest request = new HttpRequest(head.method(), head.path(), head.headers(), body);
    head = null;
    searched = start;
    return request;
  }

  /** Whether the head is there and the client waits for a word before it sends the body. */
  boolean expectsContinue() {
    return head != null && "100-continue".equalsIgnoreCase(head.headers().get("expect"));
  }

  private @Nullable Head readHead() {
    int line = lineEnd(Math.max(start, searched - 3));
    while (line >= 0 && !endsHead(line)) {
      line = lineEnd(line + 2);
    }
    if (line < 0) {
      searched = end;
      return null;
    }
    String[] lines =
        new String(bytes, start, line - start, StandardCharsets.ISO_8859_1).split("\r\n");
    start = line + 4;
    String[] parts = lines[0].split(" ");
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a request line: " + lines[0]);
    }
    Map<String, String> headers = new HashMap<>();
    for (String field : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = field.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("not a header: " + field);
      }
      headers.put(
          field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).strip());
    }
    return new Head(parts[0], parts[1].replaceFirst("\\?.*", ""), headers);
  }

  private boolean endsHead(int line) {
    return line + 3 < end && bytes[line + 2] == '\r' && bytes[line + 3] == '\n';
  }

  /** Where the next line ends, at or after the position; -1 when it does not yet. */
  private int lineEnd(int from) {
    for (int i = from; i + 1 < end; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private byte @Nullable [] sizedBody(int length) {
    if (end - start < length) {
      return null;
    }
    start += length;
    return Arrays.copyOfRange(bytes, start - length, start);
  }

  private byte @Nullable [] chunkedBody() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = start;
    while (true) {
      int line = lineEnd(at);
      if (line < 0) {
        return null;
      }
      String size = new String(bytes, at, line - at, StandardCharsets.ISO_8859_1);
      int length = Integer.parseInt(size.replaceFirst(";.*", "").strip(), 16);
      int next = line + 2 + length + 2;
      if (next > end) {
        return null;
      }
      if (length == 0) {
        start = next;
        return body.toByteArray();
      }
      body.write(bytes, line + 2, length);
      at = next;
    }
  }
}
