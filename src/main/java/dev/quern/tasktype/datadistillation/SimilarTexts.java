package dev.quern.tasktype.datadistillation;

import dev.quern.dataset.NearDuplicates;
import dev.quern.tasktype.datadistillation.duplicates.DistillationConfig;
import dev.quern.tasktype.datadistillation.duplicates.Fingerprint;
import dev.quern.tasktype.datadistillation.duplicates.Fingerprinter;
import dev.quern.tasktype.datadistillation.duplicates.MappedIntArray;
import dev.quern.tasktype.datadistillation.duplicates.MinHashSignature;
import dev.quern.tasktype.datadistillation.duplicates.ScannedEntry;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Near-duplicates by MinHash, with the words and the signatures of this task type. */
@Component
class SimilarTexts implements NearDuplicates {

  @Override
  public Search search(double threshold, Path scratch) {
    return new Texts(threshold, scratch);
  }

  /** Keeps words and bands of all texts on disk, and sorts one band at a time in memory. */
  private static final class Texts implements Search {

    /**
     * After this many comparisons in its bucket, a text counts as similar to the rest of the
     * bucket.
     */
    private static final int MAX_COMPARED = 64;

    private static final int MAX_PASSED = 1000;

    private final double threshold;
    private final Fingerprinter fingerprints;
    private final MappedIntArray words;
    private final MappedIntArray bands;
    private long[] starts = new long[1024];
    private int count;

    Texts(double threshold, Path scratch) {
      this.threshold = threshold;
      fingerprints = new Fingerprinter(new DistillationConfig(false, true, threshold));
      words = new MappedIntArray(scratch);
      bands = new MappedIntArray(scratch);
    }

    @Override
    public void add(String text, @Nullable String language) {
      Fingerprint made = fingerprints.ofWords(new ScannedEntry("", text, "", language, false));
      if (count + 2 > starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      long at = starts[count];
      for (int word : made.words()) {
        words.put(at++, word);
      }
      for (int band = 0; band < made.bands().length; band++) {
        bands.put((long) count * MinHashSignature.BANDS + band, made.bands()[band]);
      }
      starts[++count] = at;
    }

    @Override
    public void find(Pairs pairs) {
      long[] order = new long[count];
      for (int band = 0; band < MinHashSignature.BANDS; band++) {
        int size = 0;
        for (int i = 0; i < count; i++) {
          if (starts[i + 1] > starts[i]) { // a text without words is like no other
            order[size++] = ((long) bands.get((long) i * MinHashSignature.BANDS + band) << 32) | i;
          }
        }
        Arrays.sort(order, 0, size);
        for (int from = 0, to; from < size; from = to) {
          to = from + 1;
          while (to < size && order[to] >> 32 == order[from] >> 32) {
            to++;
          }
          bucket(order, from, to, pairs);
        }
      }
    }

    /**
     * Texts that are already in one group are not compared, so a bucket of similar texts costs
     * little. In a large bucket of many groups, the groups are merged.
     */
    private void bucket(long[] order, int from, int to, Pairs pairs) {
      boolean together = true;
      for (int i = from + 1; i < to; i++) {
        int one = (int) order[i];
        int compared = 0;
        int passed = 0;
        for (int j = i - 1; j >= from && passed <= MAX_PASSED; j--) {
          int other = (int) order[j];
          if (pairs.areSettled(one, other)) {
            passed++;
          } else if (++compared > MAX_COMPARED
              || Fingerprint.similarity(words(one), words(other)) >= threshold) {
            pairs.found(one, other);
          } else {
            continue;
          }
          if (together) {
            break;
          }
        }
        if (passed > MAX_PASSED) {
          for (int k = i - 1; k >= from; k--) {
            pairs.found(one, (int) order[k]);
          }
          together = true;
        } else {
          together = together && pairs.areSettled(one, (int) order[i - 1]);
        }
      }
    }

    private int[] words(int text) {
      int[] all = new int[(int) (starts[text + 1] - starts[text])];
      for (int i = 0; i < all.length; i++) {
        all[i] = words.get(starts[text] + i);
      }
      return all;
    }

    @Override
    public void close() {
      words.close();
      bands.close();
    }
  }
}
