package dev.quern.tasktype.datadistillation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Makes fingerprints of entries. For one thread. */
final class Fingerprints {

  private final boolean exact;
  private final @Nullable Signature signature;
  private final EntryWords words = new EntryWords();
  private final MessageDigest digest = sha256();

  Fingerprints(DistillationConfig config) {
    Double threshold = config.nearDuplicates();
    exact = Boolean.TRUE.equals(config.removeDuplicates());
    signature = threshold == null ? null : new Signature(threshold);
  }

  Fingerprint of(ComparedEntry entry) {
    int[] question = new int[0];
    if (exact) {
      String text = EntryWords.normalised(entry.question(), entry.language());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      question = new int[] {hash.getInt(), hash.getInt(), hash.getInt(), hash.getInt()};
    }
    if (signature == null) {
      return new Fingerprint(entry.id(), entry.removable(), question, new int[0], new int[0]);
    }
    Set<String> all = words.of(entry.question() + "\n" + entry.answer(), entry.language());
    int[] hashes =
        all.stream()
            .mapToInt(word -> StringHelper.murmurhash3_x86_32(new BytesRef(word), 0))
            .sorted()
            .distinct()
            .toArray();
    return new Fingerprint(entry.id(), entry.removable(), question, hashes, signature.bands(all));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
