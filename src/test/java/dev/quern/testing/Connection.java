package dev.quern.testing;

import dev.quern.testing.Playback.Ending;
import dev.quern.testing.Playback.Piece;
import dev.quern.testing.RequestReader.HttpRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: reads a request, plays its answer, reads the next. While an answer waits
 * or plays, the connection is read on, so that a client that closes it is seen. Lives on the loop's
 * thread.
 */
final class Connection {

  private interface Step {
    void run() throws IOException;
  }

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final HttpLoop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Call.Handler handler;
  private final RequestReader reader = new RequestReader();
  private @Nullable Call call;
  private @Nullable Playback playback;
  private @Nullable ByteBuffer unsent;
  private boolean closed;
  private boolean continued;

  Connection(HttpLoop loop, SocketChannel channel, SelectionKey key, Call.Handler handler) {
    this.loop = loop;
    this.channel = channel;
    this.key = key;
    this.handler = handler;
  }

  /** The channel can be read or written. */
  void ready(ByteBuffer buffer) {
    try {
      if (key.isValid() && key.isReadable()) {
        read(buffer);
      }
      if (key.isValid() && key.isWritable() && flushed()) {
        playNext();
      }
    } catch (IOException | IllegalArgumentException e) {
      gone();
    }
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int length = channel.read(buffer);
    if (length < 0) {
      gone();
      return;
    }
    reader.add(buffer.flip());
    if (call == null) {
      takeRequest();
    }
  }

  private void takeRequest() throws IOException {
    HttpRequest request = reader.next();
    if (request == null) {
      if (reader.expectsContinue() && !continued) {
        continued = true;
        channel.write(ByteBuffer.wrap(CONTINUE));
      }
      return;
    }
    continued = false;
    Call taken = handler.handle(request);
    Playback answer = taken.playback();
    call = taken;
    playback = answer;
    if (answer.gate() == null) {
      playNext();
    } else {
      answer
          .gate()
          .whenComplete((done, failure) -> loop.execute(() -> resume(taken, this::playNext)));
    }
  }

  /** Goes on with a call, unless the client has left it since. */
  private void resume(Call waiting, Step step) {
    if (call == waiting) {
      try {
        step.run();
      } catch (IOException e) {
        gone();
      }
    }
  }

  private void playNext() throws IOException {
    Call current = call;
    Playback answer = playback;
    while (current != null && answer != null && call == current) {
      if (!answer.pieces().hasNext()) {
        finish(current, answer.ending());
        return;
      }
      Piece piece = answer.pieces().next();
      if (!piece.pause().isZero()) {
        loop.later(
            piece.pause().toNanos(),
            () -> resume(current, () -> sendAndGoOn(current, piece.bytes())));
        return;
      }
      if (!send(current, piece.bytes())) {
        return;
      }
    }
  }

  private void sendAndGoOn(Call current, byte[] bytes) throws IOException {
    if (send(current, bytes)) {
      playNext();
    }
  }

  /** Whether all was sent; the rest goes out when the channel can take it. */
  private boolean send(Call current, byte[] bytes) throws IOException {
    if (playback != null && isLast(playback)) {
      current.ended();
    }
    unsent = ByteBuffer.wrap(bytes);
    return flushed();
  }

  private static boolean isLast(Playback playback) {
    return playback.ending() != Ending.SILENCE && !playback.pieces().hasNext();
  }

  private boolean flushed() throws IOException {
    if (unsent == null) {
      return false;
    }
    channel.write(unsent);
    boolean more = unsent.hasRemaining();
    int interest = more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
    if (!more) {
      unsent = null;
    }
    return !more;
  }

  private void finish(Call current, Ending ending) throws IOException {
    if (ending == Ending.SILENCE) {
      return;
    }
    call = null;
    playback = null;
    current.ended();
    if (ending == Ending.KEEP_OPEN) {
      takeRequest();
      return;
    }
    if (ending == Ending.RESET) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    close();
  }

  private void gone() {
    Call left = call;
    call = null;
    close();
    if (left != null) {
      left.aborted();
    }
  }

  private void close() {
    if (!closed) {
      closed = true;
      key.cancel();
      try {
        channel.close();
      } catch (IOException e) {
        // The other side was quicker; the connection is closed either way.
      }
    }
  }
}
