package dev.quern.export.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;

/** The steps of the route {@code import-records}. */
@Component("importRecords")
public class ImportRecords {

  private final RowStore store;

  ImportRecords(RowStore store) {
    this.store = store;
  }

  /** The rows of a file in batches. */
  public Iterator<List<?>> batches(ImportRun run) {
    return new Iterator<>() {
      private List<ReadRow> next = List.of();
      private boolean brokenOff;

      /** Fails once, and ends then: the route asks again when it gives up. */
      @Override
      public boolean hasNext() {
        try {
          next = next.isEmpty() && !brokenOff ? run.nextBatch() : next;
          return !next.isEmpty();
        } catch (IOException e) {
          brokenOff = true;
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public List<?> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        List<ReadRow> batch = next;
        next = List.of();
        return batch;
      }
    };
  }

  /** Stores a batch. */
  @SuppressWarnings("unchecked")
  public void store(ImportRun run, List<?> batch) {
    store.store(run, (List<ReadRow>) batch);
  }
}
