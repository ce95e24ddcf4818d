package dev.quern.document.original;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where original files are kept ({@code quern.files.*}).
 *
 * @param store of new originals: {@code local}, in {@code files/} of the node's home, which that
 *     node alone reads; {@code database}, in PostgreSQL; {@code s3}, in the bucket of {@code
 *     quern.files.s3}. Each original is read from where it was put. Defaults to local.
 * @param grace how long an original that nothing refers to waits for an upload that may be about
 *     to, at least 1 minute. Defaults to 1h.
 * @param cache the most that copies of originals from the database or a bucket take on this node,
 *     besides those that were used within the last 5 minutes. Defaults to 2GB.
 */
@ConfigurationProperties("quern.files")
public record FileSettings(
    @DefaultValue("local") Kind store,
    @DefaultValue("1h") Duration grace,
    @DefaultValue("2GB") DataSize cache) {

  /** The kinds of stores. */
  public enum Kind {
    /** A folder of the home. */
    LOCAL,
    /** Pages in PostgreSQL. */
    DATABASE,
    /** A bucket by the protocol of Amazon S3. */
    S3;

    /** In rows and settings. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  public FileSettings {
    if (grace.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("quern.files.grace is to be 1 minute or more");
    }
  }

  /** Whether any node reads what this one stores. */
  public boolean isShared() {
    return store != Kind.LOCAL;
  }
}
