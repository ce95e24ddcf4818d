package dev.quern.document.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * The orientation of a photo: the tag 0x0112 of EXIF 2.32, 1 to 8. Models see only the pixels, so a
 * image must be turned upright first.
 */
record Orientation(int tag) {

  static final Orientation UPRIGHT = new Orientation(1);

  /** The orientation of a JPEG; upright if it names none or an invalid one. */
  static Orientation of(byte[] jpeg) {
    try {
      Metadata metadata =
          JpegMetadataReader.readMetadata(
              new ByteArrayInputStream(jpeg), List.of(new ExifReader()));
      ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer tag = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return tag == null || tag < 1 || tag > 8 ? UPRIGHT : new Orientation(tag);
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      return UPRIGHT; // the decoder says what is wrong with the file
    }
  }

  boolean isUpright() {
    return tag == 1;
  }

  /** The image turned upright. */
  BufferedImage upright(BufferedImage image) {
    if (isUpright()) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    AffineTransform turn =
        switch (tag) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    boolean lies = tag >= 5;
    BufferedImage turned = new BufferedImage(lies ? h : w, lies ? w : h, image.getType());
    return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR)
        .filter(image, turned);
  }
}
