package dev.quern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests as they stand on the wire, which no client would send. */
public final class RawHttp {

  private RawHttp() {}

  /** What came back: the status (0 where nothing did), the head and the body, as Latin 1. */
  public record Reply(int status, String head, String body) {}

  /**
   * Sends a request to this machine and reads until the server closes.
   *
   * @param request its line and its headers, each ended by {@code \r\n}, without Host; as Latin 1
   * @param body what follows
   */
  public static Reply send(int port, String request, byte[] body) {
    return send("127.0.0.1", port, request, body);
  }

  /** The same from another of this machine's loopback addresses. */
  public static Reply send(String from, int port, String request, byte[] body) {
    try (Socket socket =
        new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0)) {
      socket.setSoTimeout(30_000);
      String host = request.contains("\r\nHost:") ? "" : "Host: 127.0.0.1:" + port + "\r\n";
      String whole =
          request
              + host
              + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n")
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      String reply =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = reply.indexOf("\r\n\r\n");
      return end < 0
          ? new Reply(0, reply, "")
          : new Reply(
              Integer.parseInt(reply.substring(9, 12)),
              reply.substring(0, end),
              reply.substring(end + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Reply send(int port, String request) {
    return send(port, request, new byte[0]);
  }
}
