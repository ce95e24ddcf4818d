package dev.quern.dataset.question;

import org.jspecify.annotations.Nullable;

/**
 * A new pair; all but {@code active} is required.
 *
 * @param active whether questions are asked for it [true]
 */
public record NewGaPair(
    @Nullable String fileId,
    @Nullable String genre,
    @Nullable String audience,
    @Nullable Boolean active) {

  GaPairEdit edit() {
    return new GaPairEdit(genre, audience, active == null ? Boolean.TRUE : active);
  }
}
