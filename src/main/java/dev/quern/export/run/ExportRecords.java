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

  /** The rows of a cursor a batch at a time, until no more are wanted. */
  public Iterator<List<Map<String, Object>>> batches(
      RowSink sink, Iterator<Map<String, Object>> cursor) {
    return new Batches(cursor);
  }

  /** Hands the rows of a batch over. */
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

  /** All rows were handed over. */
  public void end(RowSink sink) throws IOException {
    sink.end();
  }

  /** Rows in their order; whoever wants no more says so. */
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

  /** A split that ends early goes on to read, were it not told that there is no more. */
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
