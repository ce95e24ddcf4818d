package dev.quern.dataset.entry;

import dev.quern.dataset.ChangedFields;
import dev.quern.error.FieldChecks;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that a person may change of an entry. */
public record EntryEdit(
    @Nullable String question,
    @Nullable String answer,
    @Nullable String cot,
    @Nullable String questionLabel,
    @Nullable BigDecimal score,
    @Nullable String aiEvaluation,
    @Nullable List<String> tags,
    @Nullable String note,
    @Nullable Boolean confirmed,
    @Nullable String language) {

  /** Checks all of a new row. */
  void check() {
    checks().done();
  }

  /** Checks what differs from the stored row. */
  void check(EntryEdit stored) {
    checks().done(ChangedFields.between(stored, this));
  }

  private FieldChecks checks() {
    return new FieldChecks()
        .text("question", question, 20_000)
        .text("answer", answer, 1_000_000)
        .present("cot", cot, "a string")
        .optional("cot", cot, 1_000_000)
        .optional("question_label", questionLabel, 1_000)
        .score("score", score)
        .optional("ai_evaluation", aiEvaluation, 100_000)
        .present("tags", tags, "a list of strings")
        .tags("tags", tags)
        .optional("note", note, 100_000)
        .present("confirmed", confirmed, "true or false")
        .optional("language", language, 35);
  }
}
