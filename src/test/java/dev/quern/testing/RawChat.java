package dev.quern.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A chat by hand over a socket: sees what has arrived while the answer is still under way. */
final class RawChat implements AutoCloseable {

  private final Socket socket;

  RawChat(int port) throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
  }

  void send(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head = "POST /v1/chat/completions HTTP/1.1\r\nContent-Length: " + bytes.length;
    socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(bytes);
  }

  /** Everything up to where this text first stands, or up to the end of the connection. */
  String readUntil(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    for (int b = socket.getInputStream().read();
        b >= 0 && read.indexOf(text) < 0;
        b = socket.getInputStream().read()) {
      read.append((char) b);
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
