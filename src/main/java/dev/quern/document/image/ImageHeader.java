package dev.quern.document.image;

import dev.quern.document.UnreadableFileException;
import dev.quern.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** The kind and the size of an image, without its pixels being decoded. */
public record ImageHeader(String mediaType, int width, int height) {

  private static final int ENOUGH = 32;

  /** A header that names more is that of a decompression bomb, or of a map for a wall. */
  static final long MAX_PIXELS = 100_000_000;

  /** The decoder of WebP cannot leave pixels out: it holds all of them. */
  static final long MAX_WEBP_PIXELS = 25_000_000;

  long pixels() {
    return (long) width * height;
  }

  public static boolean isImage(Path file) {
    return mediaType(start(file)) != null;
  }

  public static ImageHeader read(Path file, String name) {
    ByteBuffer start = start(file);
    String mediaType = mediaType(start);
    if (mediaType == null) {
      throw InvalidRequestException.unusable(
          "'" + name + "' is no image of a known kind; PNG, JPEG, WebP, GIF and BMP are taken.");
    }
    try {
      ImageHeader header = mediaType.equals("image/webp") ? webp(start) : decoded(file, mediaType);
      return header.checked(name);
    } catch (UnreadableFileException | InvalidRequestException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders throw whatever they stumble over
      throw UnreadableFileException.broken(name, mediaType, String.valueOf(e.getMessage()));
    }
  }

  private ImageHeader checked(String name) {
    long max = mediaType.equals("image/webp") ? MAX_WEBP_PIXELS : MAX_PIXELS;
    if (pixels() > max) {
      throw InvalidRequestException.unusable(
          "'%s' has %d x %d pixels; %d million is the most%s. Scale it down and send it again."
              .formatted(
                  name, width, height, max / 1_000_000, max < MAX_PIXELS ? " of a WebP" : ""));
    }
    if (width < 1 || height < 1) {
      throw UnreadableFileException.broken(name, mediaType, "it has no pixels");
    }
    return this;
  }

  private static ImageHeader decoded(Path file, String mediaType) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("there is no decoder for it");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new ImageHeader(mediaType, reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    }
  }

  /** WebP's three kinds of first chunk (RFC 9649, 2.5 to 2.7). */
  private static ImageHeader webp(ByteBuffer b) {
    String chunk = text(b, 12, 4);
    return switch (chunk) {
      case "VP8 " -> size(b.getShort(26) & 0x3fff, b.getShort(28) & 0x3fff);
      case "VP8L" -> {
        int bits = b.getInt(21);
        yield size((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
      }
      case "VP8X" -> size((b.getInt(24) & 0xffffff) + 1, (b.getInt(26) >>> 8) + 1);
      default -> throw new IllegalArgumentException("no WebP chunk " + chunk);
    };
  }

  private static ImageHeader size(int width, int height) {
    return new ImageHeader("image/webp", width, height);
  }

  private static @Nullable String mediaType(ByteBuffer b) {
    if (b.limit() < 12) {
      return null;
    }
    if (b.getInt(0) == 0x474e5089) {
      return "image/png";
    }
    if ((b.getInt(0) & 0xffffff) == 0xffd8ff) {
      return "image/jpeg";
    }
    if (text(b, 0, 4).equals("GIF8")) {
      return "image/gif";
    }
    if (text(b, 0, 4).equals("RIFF") && text(b, 8, 4).equals("WEBP")) {
      return "image/webp";
    }
    return text(b, 0, 2).equals("BM") && b.getInt(6) == 0 ? "image/bmp" : null;
  }

  private static String text(ByteBuffer b, int at, int length) {
    return new String(b.array(), at, length, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(ENOUGH);
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      return ByteBuffer.allocate(0);
    }
  }
}
