package dev.quern.tasktype.answergeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quern.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of answer-generation.
 *
 * @param cot what becomes of a chain of thought
 * @param questionTemplate the form of the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnswerConfig(@Nullable Cot cot, @Nullable Template questionTemplate) {

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

  /** The form of an answer; text is the only one that there is. */
  record Template(@Nullable String answerType) {}

  AnswerConfig {
    cot = cot == null ? Cot.AUTO : cot;
    if (questionTemplate != null) {
      new FieldChecks()
          .that(
              "text".equals(questionTemplate.answerType()),
              "question_template.answer_type",
              "must be text; there are no other forms yet")
          .done();
    }
  }
}
