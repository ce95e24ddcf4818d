package dev.quern.tasktype.imagedatasetgeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.FieldChecks;
import dev.quern.tasktype.ImageTasks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of image-dataset-generation.
 *
 * @param questionTemplate the form of the answer; text unless given
 * @param maxImagePixels width times height of an image that is sent; larger ones are scaled down
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageAnswerConfig(@Nullable Template questionTemplate, @Nullable Integer maxImagePixels) {

  /** The form of an answer. */
  record Template(@Nullable String answerType) {}

  ImageAnswerConfig {
    maxImagePixels =
        maxImagePixels == null ? Integer.valueOf(ImageTasks.USUAL_PIXELS) : maxImagePixels;
    FieldChecks checks = new FieldChecks();
    ImageTasks.checkPixels(checks, maxImagePixels);
    if (questionTemplate != null) {
      checks.that(
          "text".equals(questionTemplate.answerType()),
          "question_template.answer_type",
          "must be text");
    }
    checks.done();
  }
}
