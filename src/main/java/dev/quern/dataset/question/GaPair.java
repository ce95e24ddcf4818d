package dev.quern.dataset.question;

import java.time.Instant;

/**
 * A genre, and the audience that it is written for: questions about a file are asked once for each
 * of its active pairs.
 */
public record GaPair(
    String id,
    String projectId,
    String fileId,
    String genre,
    String audience,
    boolean active,
    Instant createAt,
    Instant updateAt) {

  /** What a person may change. */
  public GaPairEdit edit() {
    return new GaPairEdit(genre, audience, active);
  }
}
