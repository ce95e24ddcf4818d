package dev.quern.dataset.question;

import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/** The fields that a person may change of a question. */
public record QuestionEdit(@Nullable String question, @Nullable String label) {

  void check() {
    new FieldChecks().text("question", question, 20_000).optional("label", label, 1_000).done();
  }
}
