package dev.quern.export.file.parquet;

import dev.quern.export.file.FileForm;
import dev.quern.export.file.RecordReader;
import dev.quern.export.file.RecordWriter;
import dev.quern.export.format.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Apache Parquet, compressed with Snappy, nested lists as lists. */
@Component
class ParquetFile implements FileForm {

  /** The size of a row group, which is in memory several times while it is written. */
  private static final long ROW_GROUP = 16L << 20;

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public String mediaType() {
    return "application/vnd.apache.parquet";
  }

  @Override
  public RecordWriter write(List<Field> fields, OutputStream out) throws IOException {
    ParquetWriter<Map<String, @Nullable Object>> writer =
        new ParquetRecords.Builder(new Stream(out), fields)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Compression())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(ROW_GROUP)
            .withMinRowCountForPageSizeCheck(1) // a hundred images are far more than a group
            .build();
    return new RecordWriter() {
      @Override
      public void write(Map<String, @Nullable Object> record) throws IOException {
        writer.write(record);
      }

      @Override
      public void end() throws IOException {
        writer.close();
        out.flush();
      }
    };
  }

  @Override
  public RecordReader read(Source source, List<Field> fields) throws IOException {
    return new ParquetRows(source.file());
  }

  /** A stream as Parquet wants it: it asks how far it has come, and closes it. */
  private record Stream(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Positions(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Positions extends PositionOutputStream {

    private final OutputStream out;
    private long position;

    Positions(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
