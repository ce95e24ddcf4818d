package dev.quern.document.image;

import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.StoredFile;
import dev.quern.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Where images are decoded: they are large then, and it works the CPU, so few are at once. */
@Component
class ImageDecoders {

  private final Semaphore places = new Semaphore(2);

  /** What may find out that an image cannot be decoded. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Decodes the pixels of an image, for nothing but to know that they are there.
   *
   * @throws UnreadableFileException when it is none, or broken
   */
  void check(StoredFile stored, String name) {
    ImageHeader header = ImageHeader.read(stored.path(), name);
    run(
        name,
        header.mediaType(),
        () -> ImageCodec.decode(Files.readAllBytes(stored.path()), header));
  }

  /**
   * What the work brings, once there is a place for it.
   *
   * @throws UnreadableFileException when the image cannot be decoded
   */
  <T> T run(String name, String mediaType, Work<T> work) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Told to stop before the image was read", e);
    }
    try {
      return work.run();
    } catch (UnreadableFileException | InvalidRequestException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders throw whatever they stumble over
      throw UnreadableFileException.broken(name, mediaType, String.valueOf(e.getMessage()));
    } finally {
      places.release();
    }
  }
}
