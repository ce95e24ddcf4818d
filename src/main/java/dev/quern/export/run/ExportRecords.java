package dev.quern.export.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route {@code export}. */
@Component("exportRecords")
public class ExportRecords {

  private static final int BATCH = 200;

  /** The rows of a cursor in batches, until the receiver wants no more. */
  public Iterator<List<Map<String, Object>>> batches(
      RowSink sink, Iterator<Map<String, Object>> cursor) {
    return new Batches(cursor);
  }

  /** Passes the rows of a batch to the receiver. */
  public void write(RowSink sink, Batch batch) throws IOException {
    boolean stopped = true;
    try {
      for (Map<String, Object> row : batch) {
        if (!sink.take(row)) {
          return;
        }
      }
      stopped = false;
    } finally {
      if (stopped) {
        batch.stop();
      }
    }
  }

  /** Tells the receiver that all rows were passed. */
  public void end(RowSink sink) throws IOException {
    sink.end();
  }

  /** A batch of rows, whose receiver can ask to stop. */
  public static final class Batch extends ArrayList<Map<String, Object>> {

    private final transient Batches source;

    private Batch(Batches source) {
      super(BATCH);
      this.source = source;
    }

    void stop() {
      source.stopped = true;
    }
  }

  /**
   * The iterator of batches; it must end itself, because a split that ends early continues to read.
   */
  private static final class Batches implements Iterator<List<Map<String, Object>>>, Closeable {

    private final Iterator<Map<String, Object>> cursor;
    private volatile boolean stopped;

    Batches(Iterator<Map<String, Object>> cursor) {
      this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
      return !stopped && cursor.hasNext();
    }

    @Override
    public Batch next() {
      Batch batch = new Batch(this);
      while (batch.size() < BATCH && cursor.hasNext()) {
        batch.add(cursor.next());
      }
      return batch;
    }

    @Override
    public void close() throws IOException {
      stopped = true;
      if (cursor instanceof Closeable open) {
        open.close();
      }
    }
  }
}
