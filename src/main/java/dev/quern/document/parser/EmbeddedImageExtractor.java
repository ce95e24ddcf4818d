package dev.quern.document.parser;

import dev.quern.document.image.ImageCodec;
import dev.quern.document.image.ImageHeader;
import dev.quern.document.image.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.xml.sax.ContentHandler;

/**
 * Extracts the images of a document into a folder, each once and in order, inside the parser
 * process. Icons, rules, thumbnails and unsupported formats are skipped.
 */
final class EmbeddedImageExtractor implements EmbeddedDocumentExtractor {

  /** The least length of the shorter side in pixels; smaller images are skipped. */
  static final int MIN_SIDE = 64;

  private static final int MAX_IMAGES = 1000;
  private static final long MAX_BYTES = 500L * 1024 * 1024;

  private final Path folder;
  private final Set<String> seen = new HashSet<>();
  private long bytes;
  private int count;

  EmbeddedImageExtractor(Path folder) {
    this.folder = folder;
  }

  int count() {
    return count;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    String thumbnail = TikaCoreProperties.EmbeddedResourceType.THUMBNAIL.toString();
    return count < MAX_IMAGES
        && bytes < MAX_BYTES
        && !thumbnail.equals(metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE));
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws IOException {
    Path part = folder.resolve("part");
    String sha256 = copy(stream, part);
    if (seen.add(sha256) && Files.size(part) <= Images.MAX_BYTES) {
      keep(part);
    }
    Files.deleteIfExists(part);
  }

  private static String copy(InputStream stream, Path part) throws IOException {
    try (OutputStream out = Files.newOutputStream(part)) {
      DigestInputStream in = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"));
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int n = in.read(buffer); n >= 0 && size <= Images.MAX_BYTES; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        size += n;
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(Path part) throws IOException {
    if (!ImageHeader.isImage(part)) {
      turnToPng(part);
    }
    try {
      ImageHeader header = ImageHeader.read(part, "image");
      if (Math.min(header.width(), header.height()) >= MIN_SIDE) {
        bytes += Files.size(part);
        count++;
        String ending = header.mediaType().replaceFirst(".*/", "").replace("jpeg", "jpg");
        Files.move(part, folder.resolve("%04d.%s".formatted(count, ending)));
      }
    } catch (RuntimeException e) {
      // No image, a broken one or one that is too large: the document has others.
    }
  }

  /** Converts fax images of PDFs, and other formats that the JDK can read. */
  private static void turnToPng(Path part) throws IOException {
    BufferedImage image;
    try {
      image = ImageIO.read(part.toFile());
    } catch (IOException | RuntimeException e) {
      return;
    }
    if (image != null) {
      Files.write(part, ImageCodec.png(image));
    }
  }
}
