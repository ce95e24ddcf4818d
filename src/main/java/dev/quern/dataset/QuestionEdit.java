package dev.quern.dataset;

import dev.quern.FieldChecks;
import org.jspecify.annotations.Nullable;

/** What a person may change about a question. */
public record QuestionEdit(@Nullable String question, @Nullable String label) {

  void check() {
    new FieldChecks().text("question", question, 20_000).optional("label", label, 1_000).done();
  }
}
