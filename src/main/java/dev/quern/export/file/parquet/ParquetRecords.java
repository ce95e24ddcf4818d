package dev.quern.export.file.parquet;

import dev.quern.export.format.Field;
import dev.quern.export.format.Type;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes records into Parquet's columns. */
final class ParquetRecords extends WriteSupport<Map<String, @Nullable Object>> {

  private final List<Field> fields;
  private @Nullable RecordConsumer out;

  ParquetRecords(List<Field> fields) {
    this.fields = fields;
  }

  /** The builder of a writer without Hadoop. */
  static final class Builder
      extends org.apache.parquet.hadoop.ParquetWriter.Builder<
          Map<String, @Nullable Object>, Builder> {

    private final List<Field> fields;

    Builder(OutputFile file, List<Field> fields) {
      super(file);
      this.fields = fields;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Map<String, @Nullable Object>> getWriteSupport(Configuration hadoop) {
      return new ParquetRecords(fields);
    }

    @Override
    protected WriteSupport<Map<String, @Nullable Object>> getWriteSupport(
        ParquetConfiguration configuration) {
      return new ParquetRecords(fields);
    }
  }

  @Override
  public WriteContext init(Configuration hadoop) {
    return new WriteContext(ParquetSchema.of(fields), Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ParquetSchema.of(fields), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Map<String, @Nullable Object> record) {
    RecordConsumer to = java.util.Objects.requireNonNull(out);
    to.startMessage();
    fields(to, fields, record);
    to.endMessage();
  }

  private static void fields(
      RecordConsumer to, List<Field> fields, Map<String, @Nullable Object> record) {
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Object value = record.get(field.name());
      if (value != null) {
        to.startField(field.name(), i);
        value(to, field.type(), value);
        to.endField(field.name(), i);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void value(RecordConsumer to, Type type, Object value) {
    if (type instanceof Type.Many many) {
      list(to, many.of(), (List<?>) value);
    } else if (type instanceof Type.Group group) {
      to.startGroup();
      fields(to, group.fields(), (Map<String, @Nullable Object>) value);
      to.endGroup();
    } else {
      switch ((Type.Scalar) type) {
        case TEXT -> to.addBinary(Binary.fromString(value.toString()));
        case WHOLE -> to.addLong(((Number) value).longValue());
        case NUMBER -> to.addDouble(((Number) value).doubleValue());
        case FLAG -> to.addBoolean((Boolean) value);
        case BYTES -> to.addBinary(Binary.fromConstantByteArray((byte[]) value));
      }
    }
  }

  private static void list(RecordConsumer to, Type of, List<?> elements) {
    to.startGroup();
    if (!elements.isEmpty()) {
      to.startField(ParquetSchema.LIST, 0);
      for (Object element : elements) {
        to.startGroup();
        if (element != null) {
          to.startField(ParquetSchema.ELEMENT, 0);
          value(to, of, element);
          to.endField(ParquetSchema.ELEMENT, 0);
        }
        to.endGroup();
      }
      to.endField(ParquetSchema.LIST, 0);
    }
    to.endGroup();
  }
}
