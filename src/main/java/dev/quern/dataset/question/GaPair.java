package dev.quern.dataset.question;

import java.time.Instant;
import java.util.List;

/**
 * A genre and its audience. Questions about a file are generated once for each of its active pairs.
 *
 * @param warnings warnings about it, see {@link dev.quern.dataset.warning.RowWarning}
 */
public record GaPair(
    String id,
    String projectId,
    String fileId,
    String genre,
    String audience,
    boolean active,
    List<String> warnings,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public GaPairEdit edit() {
    return new GaPairEdit(genre, audience, active);
  }
}
