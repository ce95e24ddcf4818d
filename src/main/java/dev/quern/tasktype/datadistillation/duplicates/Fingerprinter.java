package dev.quern.tasktype.datadistillation.duplicates;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Makes fingerprints of entries. Not thread-safe. */
public final class Fingerprinter {

  private final boolean exact;
  private final @Nullable MinHashSignature signature;
  private final EntryWords words = new EntryWords();
  private final MessageDigest digest = sha256();

  public Fingerprinter(DistillationConfig config) {
    Double threshold = config.nearDuplicates();
    exact = Boolean.TRUE.equals(config.removeDuplicates());
    signature = threshold == null ? null : new MinHashSignature(threshold);
  }

  public Fingerprint of(ScannedEntry entry) {
    int[] question = new int[0];
    if (exact) {
      String text = EntryWords.normalised(entry.question(), entry.language());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      question = new int[] {hash.getInt(), hash.getInt(), hash.getInt(), hash.getInt()};
    }
    if (signature == null) {
      return new Fingerprint(entry.id(), entry.removable(), question, new int[0], 0, new int[0]);
    }
    Set<String> all = wordsOf(entry);
    long facts = Facts.hash(entry.question(), entry.answer());
    int[] bands = signature.bands(all);
    for (int i = 0; i < bands.length; i++) {
      bands[i] = bands[i] * 31 + Long.hashCode(facts);
    }
    return new Fingerprint(entry.id(), entry.removable(), question, hashes(all), facts, bands);
  }

  /**
   * The fingerprint of an entry by its words only, without its facts: for splits, where entries
   * that differ only in a number must still be kept together.
   */
  public Fingerprint ofWords(ScannedEntry entry) {
    MinHashSignature wordsOnly = Objects.requireNonNull(signature, "no threshold was given");
    Set<String> all = wordsOf(entry);
    return new Fingerprint(
        entry.id(), entry.removable(), new int[0], hashes(all), 0, wordsOnly.bands(all));
  }

  private Set<String> wordsOf(ScannedEntry entry) {
    return words.of(entry.question() + "\n" + entry.answer(), entry.language());
  }

  private static int[] hashes(Set<String> words) {
    int[] hashes = new int[words.size()];
    int count = 0;
    for (String word : words) {
      hashes[count++] = StringHelper.murmurhash3_x86_32(new BytesRef(word), 0);
    }
    Arrays.sort(hashes);
    count = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[count++] = hashes[i];
      }
    }
    return Arrays.copyOf(hashes, count);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
