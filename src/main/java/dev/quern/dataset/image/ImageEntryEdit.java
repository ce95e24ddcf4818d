package dev.quern.dataset.image;

import dev.quern.dataset.ChangedFields;
import dev.quern.error.FieldChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that a person may change of an image's entry. */
public record ImageEntryEdit(
    @Nullable String question,
    @Nullable String answer,
    @Nullable String questionLabel,
    @Nullable List<String> tags,
    @Nullable String note,
    @Nullable Boolean confirmed,
    @Nullable String language) {

  /** Checks what differs from the stored row. */
  void check(ImageEntryEdit stored) {
    checks().done(ChangedFields.between(stored, this));
  }

  private FieldChecks checks() {
    return new FieldChecks()
        .text("question", question, 20_000)
        .text("answer", answer, 1_000_000)
        .optional("question_label", questionLabel, 1_000)
        .present("tags", tags, "a list of strings")
        .tags("tags", tags)
        .optional("note", note, 100_000)
        .present("confirmed", confirmed, "true or false")
        .optional("language", language, 35);
  }
}
