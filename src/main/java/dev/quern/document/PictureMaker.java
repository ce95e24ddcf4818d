package dev.quern.document;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Makes of an image what vision models take: PNG, JPEG or WebP of one frame, upright, and no larger
 * than is wanted. What is so already goes out byte for byte.
 */
final class PictureMaker {

  private PictureMaker() {}

  /**
   * The picture.
   *
   * @param maxPixels width times height, at most
   * @throws IOException when the image cannot be decoded
   */
  static Picture of(byte[] content, ImageHeader header, long maxPixels) throws IOException {
    boolean isJpeg = header.mediaType().equals("image/jpeg");
    Orientation orientation = isJpeg ? Orientation.of(content) : Orientation.UPRIGHT;
    if (header.pixels() <= maxPixels && orientation.isUpright() && isTaken(header, content)) {
      return new Picture(header.mediaType(), content);
    }
    BufferedImage image = Pixels.decode(content, header);
    image = orientation.upright(Pixels.scaled(image, maxPixels));
    boolean photo = isJpeg || header.mediaType().equals("image/webp");
    return photo && !image.getColorModel().hasAlpha()
        ? new Picture("image/jpeg", Pixels.jpeg(image))
        : new Picture("image/png", Pixels.png(image));
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
