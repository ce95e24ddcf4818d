package dev.quern.export.file.parquet;

import dev.quern.export.file.BrokenFileException;
import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Parquet's compression in Java alone, in place of Hadoop's codecs: pages are written with Snappy,
 * and read with Snappy, Zstandard, gzip or none.
 */
final class Compression implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return new BytesInputCompressor() {
      private final Compressor snappy = new SnappyCompressor();

      @Override
      public BytesInput compress(BytesInput bytes) throws IOException {
        byte[] in = bytes.toByteArray();
        byte[] out = new byte[snappy.maxCompressedLength(in.length)];
        return BytesInput.from(out, 0, snappy.compress(in, 0, in.length, out, 0, out.length));
      }

      @Override
      public CompressionCodecName getCodecName() {
        return CompressionCodecName.SNAPPY;
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        return BytesInput.from(Compression.decompress(codec, bytes.toByteArray(), size));
      }

      @Override
      public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int size)
          throws IOException {
        byte[] bytes = new byte[inSize];
        in.get(bytes);
        out.put(Compression.decompress(codec, bytes, size));
      }

      @Override
      public void release() {}
    };
  }

  private static byte[] decompress(CompressionCodecName codec, byte[] in, int size)
      throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> in;
      case SNAPPY -> with(new SnappyDecompressor(), in, size);
      case ZSTD -> with(new ZstdDecompressor(), in, size);
      case GZIP -> new GZIPInputStream(new ByteArrayInputStream(in)).readNBytes(size);
      default ->
          throw new BrokenFileException(
              "The file is compressed with "
                  + codec
                  + ": write it with snappy, zstd, gzip or without compression",
              null);
    };
  }

  private static byte[] with(Decompressor codec, byte[] in, int size) {
    byte[] out = new byte[size];
    int length = codec.decompress(in, 0, in.length, out, 0, size);
    return length == size ? out : Arrays.copyOf(out, length);
  }

  @Override
  public void release() {}
}
