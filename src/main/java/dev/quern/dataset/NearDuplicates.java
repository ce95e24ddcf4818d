package dev.quern.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds texts that say nearly the same, as data-distillation does. */
public interface NearDuplicates {

  /**
   * Begins a search among texts that are still to come.
   *
   * @param threshold from which similarity on texts are near-duplicates, more than 0 to 1
   * @param scratch a folder for what is too much for memory
   */
  Search search(double threshold, Path scratch);

  /** A search among texts, which are numbered from 0. For one thread. */
  interface Search extends AutoCloseable {

    /** Adds the next text. */
    void add(String text, @Nullable String language);

    /** Says which are near-duplicates, in one order for the same texts. */
    void find(Pairs pairs);

    @Override
    void close();
  }

  /** What is done with pairs. */
  interface Pairs {

    /** Whether it does not matter any more if these two are near-duplicates. */
    boolean areSettled(int one, int other);

    /** These two are near-duplicates. */
    void found(int one, int other);
  }
}
