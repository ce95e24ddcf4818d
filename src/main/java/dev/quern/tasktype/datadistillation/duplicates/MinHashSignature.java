package dev.quern.tasktype.datadistillation.duplicates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.lucene.analysis.minhash.MinHashFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman, Ullman: Mining of Massive
 * Datasets, section 3.4). Two sets of similarity s share a band of r rows with the probability s^r,
 * so one of b bands with 1 - (1 - s^r)^b: r is as large as lets 99.5 of 100 pairs at the threshold
 * share one (98.6 at 0.3, where a row is too many). Not thread-safe.
 */
public final class MinHashSignature {

  /** The number of bands; more would find slightly more pairs, but each costs 8 bytes per entry. */
  public static final int BANDS = 12;

  private static final int MAX_ROWS = 5;
  private static final double MISSED = 0.005;

  private final EntryWords.Stream words = new EntryWords.Stream();
  private final MinHashFilter filter;
  private final CharTermAttribute term;

  MinHashSignature(double threshold) {
    filter = new MinHashFilter(words, rows(threshold), BANDS, 1, true);
    term = filter.getAttribute(CharTermAttribute.class);
  }

  static int rows(double threshold) {
    double share = 1 - Math.pow(MISSED, 1.0 / BANDS);
    int rows = threshold >= 1 ? MAX_ROWS : (int) (Math.log(share) / Math.log(threshold));
    return Math.max(1, Math.min(MAX_ROWS, rows));
  }

  /** A number for each band; none where there are no words. */
  int[] bands(Collection<String> all) {
    if (all.isEmpty()) {
      return new int[0];
    }
    int[] bands = new int[BANDS];
    try {
      words.set(all);
      filter.reset();
      // Lucene gives the least hash of each bucket, row after row.
      for (int at = 0; filter.incrementToken(); at++) {
        int band = at % BANDS;
        for (int i = 0; i < term.length(); i++) {
          bands[band] = bands[band] * 31 + term.charAt(i);
        }
      }
      filter.end();
      filter.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bands;
  }
}
