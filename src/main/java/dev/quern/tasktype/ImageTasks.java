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
import dev.quern.tasktype.input.SourceDeletedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Steps shared by the task types that send images to a model. */
@Component
public class ImageTasks {

  /**
   * The default number of pixels of a sent image: about the size to which vision models scale
   * images.
   */
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
   * Refuses a provider that cannot see images, before anything is sent.
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
   * @throws SourceDeletedException when it no longer exists
   */
  public Image image(Task task, String id) {
    try {
      return images.get(task.projectId(), id);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("image", id);
    }
  }

  /** The request with the image added. */
  public <T> ModelRequest<T> attachImage(
      Task task, Image image, int maxPixels, ModelRequest<T> modelRequest) {
    ModelImage sent;
    try {
      sent = images.forModel(task.projectId(), image, maxPixels);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("image", image.id());
    }
    return modelRequest.withImage(sent.mediaType(), sent.content());
  }
}
