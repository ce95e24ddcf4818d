package dev.quern.document.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Decodes, scales and encodes images of any size in bounded memory. */
public final class ImageCodec {

  /** The most pixels of a decoded image: 64 MB at four bytes each. A larger image is subsampled. */
  static final long MAX_DECODED = 16_777_216;

  private static final float JPEG_QUALITY = 0.9f;

  static {
    // By name: the registry looks for services through the class loader of whatever thread is
    // first, which need not see the nested jars of an executable one.
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(new WebPImageReaderSpi());
    registry.registerServiceProvider(new JPEGImageReaderSpi());
  }

  private ImageCodec() {}

  /** The first frame; where it is too large, every second, third … pixel of it. */
  static BufferedImage decode(byte[] content, ImageHeader header) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("there is no decoder for it");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        ImageReadParam part = reader.getDefaultReadParam();
        int every = (int) Math.ceil(Math.sqrt((double) header.pixels() / MAX_DECODED));
        part.setSourceSubsampling(every, every, 0, 0);
        return plain(reader.read(0, part));
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) { // decoders throw all sorts at broken files
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** With eight bits a channel, as every encoder takes it. */
  private static BufferedImage plain(BufferedImage image) {
    boolean alpha = image.getColorModel().hasAlpha();
    return drawn(image, image.getWidth(), image.getHeight(), alpha);
  }

  /** The image with no more pixels than that, its sides in proportion. */
  static BufferedImage scaled(BufferedImage image, long maxPixels) {
    double all = (double) image.getWidth() * image.getHeight();
    if (all <= maxPixels) {
      return image;
    }
    double scale = Math.sqrt(maxPixels / all);
    int width = Math.max(1, (int) (image.getWidth() * scale));
    int height = (int) Math.min(Math.max(1, image.getHeight() * scale), maxPixels / width);
    boolean alpha = image.getColorModel().hasAlpha();
    BufferedImage half = image;
    // In halves: a larger step would skip pixels, and with them thin lines and small print.
    while (half.getWidth() >= 2 * width && half.getHeight() >= 2 * height) {
      half = drawn(half, half.getWidth() / 2, half.getHeight() / 2, alpha);
    }
    return drawn(half, width, height, alpha);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height, boolean alpha) {
    int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage drawn = new BufferedImage(width, height, type);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return drawn;
  }

  public static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", new MemoryCacheImageOutputStream(out));
    return out.toByteArray();
  }

  static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), quality);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
