package dev.quern.testing;

import dev.quern.testing.Answer.Delivery;
import dev.quern.testing.Answer.Failure;
import dev.quern.testing.Answer.Raw;
import dev.quern.testing.Playback.Ending;
import dev.quern.testing.Playback.Piece;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers as HTTP/1.1 on the wire. */
final class HttpResponses {

  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private HttpResponses() {}

  /** A JSON body at once, for what is not a chat. */
  static Playback json(int status, byte[] body) {
    byte[] head = head(status, "application/json", Map.of(), "Content-Length: " + body.length);
    return Playback.of(Ending.KEEP_OPEN, new Piece(Duration.ZERO, join(head, body)));
  }

  /**
   * The answer to a chat request.
   *
   * @param wait before the first byte
   */
  static Playback of(FakeProtocol wire, Answer answer, ReceivedRequest request, Duration wait) {
    boolean streamed =
        answer.body() instanceof Completion && answer.status() == 200 && request.stream();
    Playback played =
        streamed ? stream(wire, answer, request, wait) : whole(wire, answer, request, wait);
    return new Playback(answer.gate(), played.pieces(), played.ending());
  }

  private static Playback whole(
      FakeProtocol wire, Answer answer, ReceivedRequest request, Duration wait) {
    byte[] body = body(wire, answer, request);
    byte[] head = head(answer, contentType(answer), "Content-Length: " + body.length);
    if (answer.delivery() instanceof Delivery.Truncated truncated) {
      byte[] part = Arrays.copyOf(body, Math.min(truncated.bytes(), body.length - 1));
      return Playback.of(Ending.CLOSE, new Piece(wait, join(head, part)));
    }
    return special(answer, wait, contentType(answer))
        .orElseGet(() -> Playback.of(Ending.KEEP_OPEN, new Piece(wait, join(head, body))));
  }

  private static Playback stream(
      FakeProtocol wire, Answer answer, ReceivedRequest request, Duration wait) {
    List<byte[]> events = wire.events(request, (Completion) answer.body());
    List<Piece> pieces = new ArrayList<>();
    byte[] head = head(answer, wire.streamType(), "Transfer-Encoding: chunked");
    pieces.add(new Piece(wait, head));
    events.forEach(event -> pieces.add(new Piece(answer.tokenPause(), chunk(event))));
    if (answer.delivery() instanceof Delivery.StreamStall stall) {
      return cut(pieces, stall.tokens(), Ending.SILENCE);
    }
    if (answer.delivery() instanceof Delivery.StreamDrop drop) {
      return cut(pieces, drop.tokens(), Ending.RESET);
    }
    if (answer.delivery() instanceof Delivery.Truncated truncated) {
      byte[] first = pieces.get(1).bytes();
      byte[] part = Arrays.copyOf(first, Math.min(truncated.bytes(), first.length - 1));
      return Playback.of(Ending.CLOSE, pieces.get(0), new Piece(Duration.ZERO, part));
    }
    pieces.add(new Piece(Duration.ZERO, LAST_CHUNK));
    return special(answer, wait, wire.streamType())
        .orElseGet(() -> new Playback(null, pieces.iterator(), Ending.KEEP_OPEN));
  }

  private static Playback cut(List<Piece> pieces, int tokens, Ending ending) {
    List<Piece> sent = pieces.subList(0, Math.min(1 + tokens, pieces.size()));
    return new Playback(null, sent.iterator(), ending);
  }

  /** Drops and drips, which are the same for whole and streamed answers. */
  private static Optional<Playback> special(Answer answer, Duration wait, String contentType) {
    if (answer.delivery() instanceof Delivery.Drop drop) {
      Ending ending = drop.reset() ? Ending.RESET : Ending.CLOSE;
      return Optional.of(Playback.of(ending, new Piece(wait, new byte[0])));
    }
    if (answer.delivery() instanceof Delivery.Drip drip) {
      byte[] head = head(answer, contentType, "Transfer-Encoding: chunked");
      Piece drop = new Piece(drip.every(), chunk(new byte[] {'\n'}));
      Iterator<Piece> pieces =
          Stream.concat(Stream.of(new Piece(wait, head)), Stream.generate(() -> drop)).iterator();
      return Optional.of(new Playback(null, pieces, Ending.SILENCE));
    }
    return Optional.empty();
  }

  private static String contentType(Answer answer) {
    return answer.body() instanceof Raw raw ? raw.contentType() : "application/json";
  }

  private static byte[] body(FakeProtocol wire, Answer answer, ReceivedRequest request) {
    if (answer.body() instanceof Completion said) {
      return wire.completion(request, said);
    }
    if (answer.body() instanceof Failure failure) {
      return wire.error(answer.status(), failure.message(), failure.code());
    }
    return ((Raw) answer.body()).text().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] head(Answer answer, String contentType, String framing) {
    return head(answer.status(), contentType, answer.headers(), framing);
  }

  private static byte[] head(
      int status, String contentType, Map<String, String> headers, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
    head.append("Content-Type: ").append(contentType).append("\r\n").append(framing);
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] chunk(byte[] data) {
    byte[] size = (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return join(join(size, data), new byte[] {'\r', '\n'});
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
