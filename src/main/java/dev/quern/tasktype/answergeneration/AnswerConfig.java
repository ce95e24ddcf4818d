package dev.quern.tasktype.answergeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quern.dataset.template.QuestionTemplate;
import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of answer-generation.
 *
 * @param cot what becomes of a chain of thought
 * @param questionTemplate the form of the answer; text unless given
 * @param questionTemplateId a stored form, copied to {@code questionTemplate} at submission
 * @param evidence whether the model is to quote what supports its answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnswerConfig(
    @Nullable Cot cot,
    @Nullable QuestionTemplate questionTemplate,
    @Nullable String questionTemplateId,
    @Nullable Boolean evidence) {

  /** What becomes of a chain of thought. */
  enum Cot {
    /** Kept where the model gives one. */
    @JsonProperty("auto")
    AUTO,
    /** Dropped. */
    @JsonProperty("never")
    NEVER,
    /** Asked for, and asked for again where it is missing. */
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
