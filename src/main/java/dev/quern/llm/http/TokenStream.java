package dev.quern.llm.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed reply. The JDK's own stream ignores interrupts (until JDK 21) and has no
 * timeout; this one ends on an interrupt, and when no token arrives for a while. That timeout
 * begins with the first token, because a model may need long to read its prompt.
 */
final class TokenStream extends InputStream implements BodySubscriber<TokenStream> {

  private sealed interface Part {
    record Bytes(List<ByteBuffer> buffers) implements Part {}

    record End(@Nullable Throwable failure) implements Part {}
  }

  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final long idleMillis;
  private long lastToken;
  private List<ByteBuffer> current = List.of();
  private @Nullable Part end;

  TokenStream(long idleMillis) {
    this.idleMillis = idleMillis;
  }

  /** Restarts the timeout after a token. */
  void token() {
    lastToken = System.nanoTime();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Reads the available bytes; waits only for the first one. */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = next();
    if (buffer == null) {
      return -1;
    }
    int taken = Math.min(length, buffer.remaining());
    buffer.get(into, offset, taken);
    return taken;
  }

  @Override
  public int available() {
    return current.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  private @Nullable ByteBuffer next() throws IOException {
    while (true) {
      for (ByteBuffer buffer : current) {
        if (buffer.hasRemaining()) {
          return buffer;
        }
      }
      Part part = end != null ? end : take();
      if (part instanceof Part.Bytes bytes) {
        current = bytes.buffers();
        subscription.join().request(1);
      } else {
        end = part;
        Throwable failure = ((Part.End) part).failure();
        if (failure != null) {
          throw new IOException(failure.getMessage(), failure);
        }
        return null;
      }
    }
  }

  private Part take() throws IOException {
    try {
      if (lastToken == 0) {
        return parts.take();
      }
      long left = TimeUnit.MILLISECONDS.toNanos(idleMillis) - (System.nanoTime() - lastToken);
      Part part = parts.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (part == null) {
        close();
        throw new IdleTimeoutException(idleMillis);
      }
      return part;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("told to stop");
    }
  }

  /** Closes the connection, unless all of the body has come. */
  @Override
  public void close() {
    subscription.thenAccept(Flow.Subscription::cancel);
    parts.add(new Part.End(new EOFException("the stream was closed here")));
  }

  @Override
  public CompletionStage<TokenStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    parts.add(new Part.Bytes(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    parts.add(new Part.End(failure));
  }

  @Override
  public void onComplete() {
    parts.add(new Part.End(null));
  }
}
