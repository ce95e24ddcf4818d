package dev.quern.flow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files byte by byte. */
final class Bytes {

  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Latin 1, so that each character is a byte. */
  static byte[] raw(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Names and contents in turn. */
  static byte[] zip(Object... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) entries[i]));
        write(entries[i + 1], zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A text and so many millions of zeros behind it.
   *
   * @param head what stands before them
   */
  record Zeros(String head, int megabytes) {}

  private static void write(Object content, OutputStream out) throws IOException {
    if (content instanceof Zeros zeros) {
      out.write(of(zeros.head));
      byte[] megabyte = new byte[1_000_000];
      for (int i = 0; i < zeros.megabytes; i++) {
        out.write(megabyte);
      }
    } else {
      out.write(content instanceof byte[] b ? b : of((String) content));
    }
  }

  static byte[] deflated(Object content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
      write(content, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A PNG of that size whose pixels are these compressed bytes. */
  static byte[] png(int width, int height, byte[] pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(raw("\u0089PNG\r\n\u001a\n"));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", pixels);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] named = joined(raw(type), content);
    CRC32 crc = new CRC32();
    crc.update(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  static byte[] bmp(int width, int height) {
    ByteBuffer bmp = ByteBuffer.allocate(70).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put(raw("BM")).putInt(70).putInt(0).putInt(54).putInt(40).putInt(width).putInt(height);
    return bmp.putShort((short) 1).putShort((short) 24).array();
  }

  static byte[] gif(int width, int height) {
    ByteBuffer gif = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    gif.put(raw("GIF89a")).putShort((short) width).putShort((short) height);
    gif.put(raw("\u0080\u0000\u0000\0\0\0\u00ff\u00ff\u00ff,\0\0\0\0"));
    return gif.putShort((short) width).putShort((short) height).put(raw("\0\2\1\0;")).array();
  }

  static byte[] jpeg(int width, int height) {
    ByteBuffer jpeg = ByteBuffer.allocate(60);
    jpeg.put(raw("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\1\1\0\0\1\0\1\0\0\u00ff\u00c0\0\u0011\b"));
    jpeg.putShort((short) height).putShort((short) width);
    return jpeg.put(raw("\3\1\u0011\0\2\u0011\1\3\u0011\1\u00ff\u00d9")).array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** The first part of a document of the tests. */
  static byte[] half(String name) {
    try (InputStream in = Bytes.class.getResourceAsStream("/documents/" + name)) {
      byte[] whole = in.readAllBytes();
      return Arrays.copyOf(whole, whole.length / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
