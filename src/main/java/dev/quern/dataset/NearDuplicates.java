package dev.quern.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds texts that are nearly the same, in the way of data-distillation. */
public interface NearDuplicates {

  /**
   * Begins a search; its texts are added afterwards.
   *
   * @param threshold the least similarity of near-duplicates, above 0, up to 1
   * @param scratch a folder for data that does not fit into memory
   */
  Search search(double threshold, Path scratch);

  /** A search among texts, which are numbered from 0. Not thread-safe. */
  interface Search extends AutoCloseable {

    /** Adds the next text. */
    void add(String text, @Nullable String language);

    /** Reports the near-duplicates; the same texts give the same order. */
    void find(Pairs pairs);

    @Override
    void close();
  }

  /** Receives the pairs that are found. */
  interface Pairs {

    /** Whether these two need not be compared any more. */
    boolean areSettled(int one, int other);

    /** These two are near-duplicates. */
    void found(int one, int other);
  }
}
