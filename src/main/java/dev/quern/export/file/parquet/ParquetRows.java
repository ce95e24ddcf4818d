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
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads Parquet a row group at a time. */
final class ParquetRows implements RecordReader {

  private final ParquetFileReader file;
  private final MessageType schema;
  private final long largestGroup;
  private int group;
  private org.apache.parquet.io.@Nullable RecordReader<Group> rows;
  private long left;
  private long line;

  ParquetRows(Path path) throws IOException {
    this(path, Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * @param largestGroup the most bytes of a row group, which is in memory as a whole
   */
  ParquetRows(Path path, long largestGroup) throws IOException {
    this.largestGroup = largestGroup;
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
        checkNextGroup();
        PageReadStore read = file.readNextRowGroup();
        if (read == null) {
          return null;
        }
        left = read.getRowCount();
        rows =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(read, new GroupRecordConverter(schema));
      }
      left--;
      line++;
      return record(java.util.Objects.requireNonNull(rows).read());
    } catch (RuntimeException e) {
      throw new BrokenFileException("The Parquet file cannot be read on: " + e.getMessage(), e);
    }
  }

  private void checkNextGroup() throws BrokenFileException {
    List<BlockMetaData> groups = file.getRowGroups();
    if (group < groups.size() && groups.get(group).getTotalByteSize() > largestGroup) {
      throw new BrokenFileException(
          "The Parquet file has a row group of %d MB, and %d MB fit: write it with smaller ones, such as row_group_size=10000"
              .formatted(groups.get(group).getTotalByteSize() >> 20, largestGroup >> 20),
          null);
    }
    group++;
  }

  private static Map<String, @Nullable Object> record(Group group) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    GroupType type = group.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      record.put(type.getFieldName(i), field(group, i));
    }
    return record;
  }

  private static @Nullable Object field(Group group, int field) {
    Type type = group.getType().getType(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
        elements.add(value(group, type, field, i));
      }
      return elements;
    }
    return group.getFieldRepetitionCount(field) == 0 ? null : value(group, type, field, 0);
  }

  private static Object value(Group group, Type type, int field, int index) {
    if (type.isPrimitive()) {
      return ParquetValues.of(group, type.asPrimitiveType(), field, index);
    }
    Group inner = group.getGroup(field, index);
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof ListLogicalTypeAnnotation) {
      return list(inner);
    }
    return logical instanceof MapLogicalTypeAnnotation
            || logical instanceof MapKeyValueTypeAnnotation
        ? map(inner)
        : record(inner);
  }

  private static List<@Nullable Object> list(Group list) {
    List<@Nullable Object> elements = new ArrayList<>();
    Type repeated = list.getType().getType(0);
    boolean isElement = isElement(list.getType().getName(), repeated);
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(isElement ? value(list, repeated, 0, i) : field(list.getGroup(0, i), 0));
    }
    return elements;
  }

  /**
   * Whether what is repeated is the element itself, as older writers have it
   * (Backward-compatibility rules in LogicalTypes.md), or holds it.
   */
  private static boolean isElement(String list, Type repeated) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() > 1
        || group.getType(0).isRepetition(Type.Repetition.REPEATED)
        || group.getName().equals("array")
        || group.getName().equals(list + "_tuple");
  }

  private static Map<String, @Nullable Object> map(Group map) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      entries.put(
          String.valueOf(field(entry, 0)),
          entry.getType().getFieldCount() > 1 ? field(entry, 1) : null);
    }
    return entries;
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
