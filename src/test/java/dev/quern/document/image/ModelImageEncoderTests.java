package dev.quern.document.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.document.UnreadableFileException;
import dev.quern.error.InvalidRequestException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images are red above and blue below, with a green square in the upper left corner. */
class ModelImageEncoderTests {

  private static final Path IMAGES = Path.of("src/test/resources/images");
  private static final long ROOM = 1_048_576;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mill.png", "mill.jpg", "mill.webp"})
  void sendsWhatModelsTakeByteForByte(String name) throws IOException {
    ModelImage encoded = encoded(name, ROOM);
    assertThat(encoded.content()).isEqualTo(Files.readAllBytes(IMAGES.resolve(name)));
    assertThat(encoded.mediaType()).isEqualTo(header(name).mediaType());
  }

  @ParameterizedTest
  @CsvSource({
    "mill.bmp, image/png",
    "blinks.gif, image/png",
    "blinks.webp, image/jpeg",
    "turned.jpg, image/jpeg"
  })
  void turnsTheOthersIntoOneUprightFrame(String name, String mediaType) throws IOException {
    ModelImage encoded = encoded(name, ROOM);
    assertThat(encoded.mediaType()).isEqualTo(mediaType);
    BufferedImage image = image(encoded);
    assertThat(image.getWidth()).isEqualTo(160);
    assertThat(image.getHeight()).isEqualTo(120);
    assertUpright(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "large.png",
        "mill.png",
        "mill.jpg",
        "cmyk.jpg",
        "mill.bmp",
        "mill.webp",
        "turned.jpg"
      })
  void scalesDownWhatIsTooLarge(String name) throws IOException {
    BufferedImage image = image(encoded(name, 4_800));
    assertThat(image.getWidth()).isEqualTo(80);
    assertThat(image.getHeight()).isEqualTo(60);
    assertUpright(image);
  }

  @Test
  void keepsToThePixelsAlsoOfAThinImage() throws IOException {
    Path thin = folder.resolve("thin.png");
    ImageIO.write(new BufferedImage(20_000, 3, BufferedImage.TYPE_INT_RGB), "png", thin.toFile());
    ImageHeader header = ImageHeader.read(thin, "thin.png");
    BufferedImage image = image(ModelImageEncoder.of(Files.readAllBytes(thin), header, 10_000));
    assertThat(image.getWidth() * image.getHeight()).isBetween(1, 10_000);
  }

  @Test
  void decodesALargeImageWithinItsRoom() throws IOException {
    Path large = folder.resolve("large.png");
    ImageIO.write(
        new BufferedImage(9_000, 9_000, BufferedImage.TYPE_BYTE_GRAY), "png", large.toFile());
    ImageHeader header = ImageHeader.read(large, "large.png");
    BufferedImage decoded = ImageCodec.decode(Files.readAllBytes(large), header);
    assertThat((long) decoded.getWidth() * decoded.getHeight())
        .isLessThanOrEqualTo(ImageCodec.MAX_DECODED);
  }

  @Test
  void refusesABombByItsHeader() throws IOException {
    Path bomb = Files.write(folder.resolve("bomb.png"), pngOfSize(60_000, 60_000));
    assertThatThrownBy(() -> ImageHeader.read(bomb, "bomb.png"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'bomb.png' has 60000 x 60000 pixels; 100 million is the most");
  }

  @Test
  void saysThatABrokenImageIsBroken() throws IOException {
    Path broken = Files.write(folder.resolve("broken.png"), pngOfSize(100, 100));
    ImageHeader header = ImageHeader.read(broken, "broken.png");
    assertThatThrownBy(() -> ModelImageEncoder.of(Files.readAllBytes(broken), header, 5_000))
        .isInstanceOf(IOException.class);
    Path cut =
        Files.write(
            folder.resolve("cut.png"),
            new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0});
    assertThatThrownBy(() -> ImageHeader.read(cut, "cut.png"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("'cut.png' is broken");
  }

  /** A PNG with a header and nothing else (PNG 1.2, 11.2.2). */
  private static byte[] pngOfSize(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes()).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(header.array());
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
        .putInt(13)
        .put(header.array())
        .putInt((int) sum.getValue())
        .array();
  }

  private static void assertUpright(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    assertThat(colour(image, w / 10, h / 10)).isEqualTo("green");
    assertThat(colour(image, w * 3 / 4, h / 10)).isEqualTo("red");
    assertThat(colour(image, w / 2, h * 9 / 10)).isEqualTo("blue");
  }

  private static String colour(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    int red = rgb >> 16 & 255;
    int green = rgb >> 8 & 255;
    int blue = rgb & 255;
    return red > green && red > blue ? "red" : green > blue ? "green" : "blue";
  }

  private static ModelImage encoded(String name, long maxPixels) throws IOException {
    return ModelImageEncoder.of(Files.readAllBytes(IMAGES.resolve(name)), header(name), maxPixels);
  }

  private static ImageHeader header(String name) {
    return ImageHeader.read(IMAGES.resolve(name), name);
  }

  private static BufferedImage image(ModelImage encoded) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(encoded.content()));
  }
}
