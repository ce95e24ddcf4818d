package dev.quern.tasktype.imagedatasetgeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.dataset.template.QuestionTemplate;
import dev.quern.error.FieldChecks;
import dev.quern.tasktype.ImageTasks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of image-dataset-generation.
 *
 * @param questionTemplate the form of the answer; text by default
 * @param questionTemplateId a stored form, copied to {@code questionTemplate} at submission
 * @param maxImagePixels width times height of an image that is sent; larger ones are scaled down
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageAnswerConfig(
    @Nullable QuestionTemplate questionTemplate,
    @Nullable String questionTemplateId,
    @Nullable Integer maxImagePixels) {

  ImageAnswerConfig {
    maxImagePixels =
        maxImagePixels == null ? Integer.valueOf(ImageTasks.DEFAULT_PIXELS) : maxImagePixels;
    FieldChecks checks = new FieldChecks();
    ImageTasks.checkPixels(checks, maxImagePixels);
    if (questionTemplate != null) {
      questionTemplate.check(checks, "question_template.");
    }
    checks.done();
  }
}
