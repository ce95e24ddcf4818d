package dev.quern.tasktype.answergeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quern.dataset.template.QuestionTemplate;
import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of answer-generation.
 *
 * @param cot how chains of thought are treated
 * @param questionTemplate the form of the answer; text by default
 * @param questionTemplateId a stored form, copied to {@code questionTemplate} at submission
 * @param evidence whether the model must quote passages that support its answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnswerConfig(
    @Nullable Cot cot,
    @Nullable QuestionTemplate questionTemplate,
    @Nullable String questionTemplateId,
    @Nullable Boolean evidence) {

  /** How chains of thought are treated. */
  enum Cot {
    /** Kept if the model gives one. */
    @JsonProperty("auto")
    AUTO,
    /** Dropped. */
    @JsonProperty("never")
    NEVER,
    /** Requested, and requested again if it is missing. */
    @JsonProperty("always")
    ALWAYS
  }

  AnswerConfig {
    cot = cot == null ? Cot.AUTO : cot;
    evidence = evidence == null ? Boolean.FALSE : evidence;
    if (questionTemplate != null) {
      FieldChecks checks = new FieldChecks();
      questionTemplate.check(checks, "question_template.");
      checks.done();
    }
  }
}
