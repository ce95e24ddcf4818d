package dev.quern.tasktype.imagequestiongeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.error.FieldChecks;
import dev.quern.tasktype.ImageTasks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of image-question-generation.
 *
 * @param questionsPerImage 1 to 100; fewer are accepted, more are cut
 * @param label the label of the questions
 * @param maxImagePixels width times height of an image that is sent; larger ones are scaled down
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageQuestionConfig(
    @Nullable Integer questionsPerImage, @Nullable String label, @Nullable Integer maxImagePixels) {

  ImageQuestionConfig {
    questionsPerImage = questionsPerImage == null ? Integer.valueOf(3) : questionsPerImage;
    maxImagePixels =
        maxImagePixels == null ? Integer.valueOf(ImageTasks.DEFAULT_PIXELS) : maxImagePixels;
    FieldChecks checks =
        new FieldChecks()
            .range("questions_per_image", questionsPerImage, 1, 100)
            .optional("label", label, 200);
    ImageTasks.checkPixels(checks, maxImagePixels);
    checks.done();
  }
}
