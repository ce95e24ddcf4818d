package dev.quern.export.file.parquet;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Options for reading Parquet, created with the library's package-private constructor: its builder
 * needs Hadoop for filters and codecs even if neither is used, which would add 6.5 MB to the jar. A
 * test fails if a new version changes that constructor.
 */
final class ReadOptions {

  private static final int LARGEST_READ = 8 << 20;

  private ReadOptions() {}

  static ParquetReadOptions of(CompressionCodecFactory codecs) {
    try {
      for (Constructor<?> made : ParquetReadOptions.class.getDeclaredConstructors()) {
        Class<?>[] types = made.getParameterTypes();
        if (types[types.length - 1] == ParquetConfiguration.class) {
          made.setAccessible(true);
          return (ParquetReadOptions) made.newInstance(values(types, codecs));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Parquet has other options", e);
    }
    throw new IllegalStateException("This version of Parquet has other options");
  }

  /** Flags are all off: no filters, no checksums, no signed statistics, no off-heap buffers. */
  private static Object[] values(Class<?>[] types, CompressionCodecFactory codecs) {
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      if (types[i] == boolean.class) {
        values[i] = false;
      } else if (types[i] == int.class) {
        values[i] = LARGEST_READ;
      } else if (types[i] == FilterCompat.Filter.class) {
        values[i] = FilterCompat.NOOP;
      } else if (types[i] == ParquetMetadataConverter.MetadataFilter.class) {
        values[i] = ParquetMetadataConverter.NO_FILTER;
      } else if (types[i] == CompressionCodecFactory.class) {
        values[i] = codecs;
      } else if (types[i].getSimpleName().equals("ByteBufferAllocator")) {
        values[i] = HeapByteBufferAllocator.getInstance();
      } else if (types[i] == Map.class) {
        values[i] = Map.of();
      } else if (types[i] == ParquetConfiguration.class) {
        values[i] = new PlainParquetConfiguration();
      }
    }
    return values;
  }
}
