package dev.quern.export.file.parquet;

import dev.quern.export.file.BrokenFileException;
import dev.quern.export.file.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads Parquet a row group at a time. */
final class ParquetRows implements RecordReader {

  private final ParquetFileReader file;
  private final MessageType schema;
  private org.apache.parquet.io.@Nullable RecordReader<Group> rows;
  private long left;
  private long line;

  ParquetRows(Path path) throws IOException {
    try {
      file = ParquetFileReader.open(new LocalInputFile(path), ReadOptions.of(new Compression()));
    } catch (RuntimeException e) {
      throw new BrokenFileException("The file is no Parquet", e);
    }
    schema = file.getFooter().getFileMetaData().getSchema();
  }

  @Override
  public @Nullable Map<String, @Nullable Object> next() throws IOException {
    try {
      while (left == 0) {
        PageReadStore group = file.readNextRowGroup();
        if (group == null) {
          return null;
        }
        left = group.getRowCount();
        rows =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
      }
      left--;
      line++;
      return record(java.util.Objects.requireNonNull(rows).read());
    } catch (RuntimeException e) {
      throw new BrokenFileException("The Parquet file cannot be read on: " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> record(Group group) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    GroupType type = group.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Type field = type.getType(i);
      record.put(
          field.getName(),
          group.getFieldRepetitionCount(i) == 0 ? null : value(group, field, i, 0));
    }
    return record;
  }

  private static Object value(Group group, Type type, int field, int index) {
    if (type.isPrimitive()) {
      return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
        case BINARY, FIXED_LEN_BYTE_ARRAY ->
            type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation
                ? group.getString(field, index)
                : group.getBinary(field, index).getBytes();
        case INT64 -> group.getLong(field, index);
        case INT32 -> group.getInteger(field, index);
        case DOUBLE -> group.getDouble(field, index);
        case FLOAT -> group.getFloat(field, index);
        case BOOLEAN -> group.getBoolean(field, index);
        default -> group.getValueToString(field, index);
      };
    }
    Group inner = group.getGroup(field, index);
    return type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        ? list(inner)
        : record(inner);
  }

  private static List<@Nullable Object> list(Group list) {
    List<@Nullable Object> elements = new ArrayList<>();
    Type repeated = list.getType().getType(0);
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      if (repeated.isPrimitive()) {
        elements.add(value(list, repeated, 0, i));
      } else {
        Group entry = list.getGroup(0, i);
        Type element = entry.getType().getType(0);
        elements.add(entry.getFieldRepetitionCount(0) == 0 ? null : value(entry, element, 0, 0));
      }
    }
    return elements;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
