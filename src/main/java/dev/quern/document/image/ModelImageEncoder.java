package dev.quern.document.image;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Converts an image for vision models: PNG, JPEG or WebP with one frame, upright, and no larger
 * than requested. An image that is already like that is sent unchanged.
 */
final class ModelImageEncoder {

  private ModelImageEncoder() {}

  /**
   * The image.
   *
   * @param maxPixels width times height, at most
   * @throws IOException when the image cannot be decoded
   */
  static ModelImage of(byte[] content, ImageHeader header, long maxPixels) throws IOException {
    boolean isJpeg = header.mediaType().equals("image/jpeg");
    Orientation orientation = isJpeg ? Orientation.of(content) : Orientation.UPRIGHT;
    if (header.pixels() <= maxPixels && orientation.isUpright() && isTaken(header, content)) {
      return new ModelImage(header.mediaType(), content);
    }
    BufferedImage image = ImageCodec.decode(content, header);
    image = orientation.upright(ImageCodec.scaled(image, maxPixels));
    boolean photo = isJpeg || header.mediaType().equals("image/webp");
    return photo && !image.getColorModel().hasAlpha()
        ? new ModelImage("image/jpeg", ImageCodec.jpeg(image))
        : new ModelImage("image/png", ImageCodec.png(image));
  }

  private static boolean isTaken(ImageHeader header, byte[] content) {
    return switch (header.mediaType()) {
      case "image/png", "image/jpeg" -> true;
      // The flag for an animation (RFC 9649, 2.7); only an extended file can have one.
      case "image/webp" -> content[15] != 'X' || (content[20] & 2) == 0;
      default -> false;
    };
  }
}
