package dev.quern.tasktype;

import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.document.image.ModelImage;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the types that show images to a model do alike. */
@Component
public class ImageTasks {

  /** Of an image that is sent: about what vision models see before they scale down themselves. */
  public static final int DEFAULT_PIXELS = 1_048_576;

  private static final int MIN_PIXELS = 10_000;
  private static final int MAX_PIXELS = 16_777_216;

  private final Images images;

  ImageTasks(Images images) {
    this.images = images;
  }

  /** Refuses a number of pixels that is out of its range, 10,000 to 16,777,216. */
  public static void checkPixels(FieldChecks checks, @Nullable Integer maxImagePixels) {
    checks.range("max_image_pixels", maxImagePixels, MIN_PIXELS, MAX_PIXELS);
  }

  /**
   * Refuses, before anything is sent, a provider that is known to see nothing.
   *
   * @throws InvalidRequestException naming the provider (422)
   */
  public static ValidatedConfig requireVision(ValidatedConfig checked) {
    if (checked.modelInfo() != null && Provider.OFFLINE.equals(checked.modelInfo().provider())) {
      boolean inline = checked.config().has("provider_config");
      throw InvalidRequestException.unprocessable(
          inline ? "provider_config" : "provider_id",
          "names the offline provider ("
              + checked.modelInfo().model()
              + "), which cannot see images: name one with a vision model");
    }
    return checked;
  }

  /**
   * The image of an item.
   *
   * @throws SourceDeletedException when it is not there any more
   */
  public Image image(Task task, String id) {
    try {
      return images.get(task.projectId(), id);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("image", id);
    }
  }

  /** The same ask, with the image shown to the model. */
  public <T> ModelRequest<T> attachImage(
      Task task, Image image, int maxPixels, ModelRequest<T> ask) {
    ModelImage picture;
    try {
      picture = images.picture(task.projectId(), image, maxPixels);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("image", image.id());
    }
    return ask.withImage(picture.mediaType(), picture.content());
  }
}
