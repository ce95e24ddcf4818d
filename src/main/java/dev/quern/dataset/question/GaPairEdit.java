package dev.quern.dataset.question;

import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/** The fields that a person may change of a pair. */
public record GaPairEdit(
    @Nullable String genre, @Nullable String audience, @Nullable Boolean active) {

  void check() {
    new FieldChecks()
        .text("genre", genre, 1_000)
        .text("audience", audience, 1_000)
        .present("active", active, "true or false")
        .done();
  }
}
