package dev.quern.tasktype.questiongeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of question-generation.
 *
 * @param questionsPerChunk 1 to 100; fewer are accepted, more are cut
 * @param activeGaPair the genre and audience of the questions
 * @param label the label of the questions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuestionConfig(
    @Nullable Integer questionsPerChunk, @Nullable GaPair activeGaPair, @Nullable String label) {

  /** A genre and its audience. */
  record GaPair(@Nullable String genre, @Nullable String audience) {}

  QuestionConfig {
    questionsPerChunk = questionsPerChunk == null ? Integer.valueOf(3) : questionsPerChunk;
    FieldChecks checks =
        new FieldChecks()
            .that(
                questionsPerChunk >= 1 && questionsPerChunk <= 100,
                "questions_per_chunk",
                "must be between 1 and 100")
            .optional("label", label, 200);
    if (activeGaPair != null) {
      checks
          .text("active_ga_pair.genre", activeGaPair.genre(), 1000)
          .text("active_ga_pair.audience", activeGaPair.audience(), 1000);
    }
    checks.done();
  }
}
