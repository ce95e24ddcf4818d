package dev.quern.export.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file between a writer and a reader that work at the same time. The writer never waits for the
 * reader, so a slow download keeps no cursor and no snapshot of the database open; the data that is
 * not read yet is on disk. The file is deleted when both are done, or one has given up.
 */
final class Spool implements AutoCloseable {

  private final FileChannel file;
  private long written;
  private boolean ended;
  private boolean closed;
  private @Nullable Throwable failure;

  Spool(Path scratch) throws IOException {
    Path path = Files.createTempFile(scratch, "export-", ".part");
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** The writer's end; a write fails once the reader has gone. */
  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        append(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  private void append(ByteBuffer bytes) throws IOException {
    synchronized (this) {
      if (closed) {
        throw new IOException("whoever asked for the file has gone");
      }
    }
    long at = written;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
    synchronized (this) {
      written = at;
      notifyAll();
    }
  }

  /** Ends writing; after a failure the file is incomplete. */
  synchronized void end(@Nullable Throwable why) {
    failure = why;
    ended = true;
    notifyAll();
  }

  /**
   * Passes everything on as it is written.
   *
   * @throws IOException when {@code out} fails
   * @throws RuntimeException why the writer failed, after what it had written; before anything is
   *     handed over where it had written little
   */
  void copyTo(OutputStream out, int leastAtFirst) throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long read = 0;
    while (true) {
      long available = await(read, read == 0 ? leastAtFirst : 1);
      if (available <= read) {
        return;
      }
      while (read < available) {
        buffer.clear();
        int got =
            file.read(buffer.limit((int) Math.min(buffer.capacity(), available - read)), read);
        out.write(buffer.array(), 0, got);
        read += got;
      }
    }
  }

  private synchronized long await(long read, int min) throws InterruptedException {
    while (!ended && written < read + min) {
      wait();
    }
    boolean nothingTaken = read == 0;
    if (failure != null && (nothingTaken || written == read)) {
      throw failure instanceof RuntimeException known
          ? known
          : new IllegalStateException("The file was not written to its end", failure);
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    file.close();
  }
}
