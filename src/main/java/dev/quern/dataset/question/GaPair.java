package dev.quern.dataset.question;

import java.time.Instant;

/**
 * A genre and its audience. Questions about a file are generated once for each of its active pairs.
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

  /** The fields that a person may change. */
  public GaPairEdit edit() {
    return new GaPairEdit(genre, audience, active);
  }
}
