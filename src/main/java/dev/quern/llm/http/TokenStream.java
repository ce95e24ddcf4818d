package dev.quern.llm.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed reply. It ends on an interrupt, and when no token arrives for a while.
 * That timeout begins with the first token, because a model may need long to read its prompt.
 */
final class TokenStream extends FilterInputStream {

  private final long idleMillis;
  private @Nullable Deadline silence;

  TokenStream(InputStream body, long idleMillis) {
    super(body);
    this.idleMillis = idleMillis;
  }

  /** Restarts the timeout after a token. */
  void token() {
    if (silence == null) {
      silence = Deadline.in(idleMillis);
    } else {
      silence.move(idleMillis);
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw reason(e);
    }
  }

  /** Reads the available bytes; waits only for the first one. */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (IOException e) {
      throw reason(e);
    }
  }

  private IOException reason(IOException e) {
    if (silence != null && silence.end()) {
      return new IdleTimeoutException(idleMillis);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new InterruptedIOException("told to stop");
    }
    return e;
  }

  /** Ends the timeout; the connection is closed, or kept, by whoever has opened it. */
  @Override
  public void close() {
    if (silence != null) {
      silence.end();
    }
  }
}
