package dev.quern.export.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.quern.export.file.BrokenFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as other writers have them, with the types and lists of LogicalTypes.md. */
class ParquetRowsTests {

  @TempDir private Path folder;

  static Stream<Arguments> values() {
    return Stream.of(
        value("int32 v (DECIMAL(3, 1))", g -> g.add(0, 5), new BigDecimal("0.5")),
        value("int64 v (DECIMAL(12, 2))", g -> g.add(0, -150L), new BigDecimal("-1.50")),
        value(
            "binary v (DECIMAL(5, 1))", g -> g.add(0, bytes(0xff, 0x38)), new BigDecimal("-20.0")),
        value(
            "fixed_len_byte_array(3) v (DECIMAL(5, 1))",
            g -> g.add(0, bytes(0, 1, 0)),
            new BigDecimal("25.6")),
        value("int32 v (INTEGER(32, false))", g -> g.add(0, -1), 4294967295L),
        value(
            "int64 v (INTEGER(64, false))",
            g -> g.add(0, -1L),
            new BigInteger("18446744073709551615")),
        value("int32 v (DATE)", g -> g.add(0, 20_000), "2024-10-04"),
        value("int64 v (TIME(MICROS, false))", g -> g.add(0, 3_600_000_001L), "01:00:00.000001"),
        value("int32 v (TIME(MILLIS, true))", g -> g.add(0, 1500), "00:00:01.500Z"),
        value(
            "int64 v (TIMESTAMP(NANOS, true))",
            g -> g.add(0, 1_000_000_001L),
            "1970-01-01T00:00:01.000000001Z"),
        value(
            "int64 v (TIMESTAMP(MILLIS, false))", g -> g.add(0, 1001L), "1970-01-01T00:00:01.001"),
        value(
            "int96 v",
            g -> g.add(0, new NanoTime(2_440_589, 1_000_000L)),
            "1970-01-02T00:00:00.001Z"),
        value("fixed_len_byte_array(2) v (FLOAT16)", g -> g.add(0, bytes(0, 0x38)), 0.5f),
        value("binary v (ENUM)", g -> g.add(0, "one"), "one"),
        value("int64 v", g -> g.add(0, 7L), 7L),
        value(
            "group v (LIST) { repeated group array { required binary from (STRING);"
                + " required binary value (STRING); } }",
            g -> {
              Group list = g.addGroup(0);
              list.addGroup(0).append("from", "human").append("value", "q");
              list.addGroup(0).append("from", "gpt").append("value", "a");
            },
            List.of(Map.of("from", "human", "value", "q"), Map.of("from", "gpt", "value", "a"))),
        value(
            "group v (LIST) { repeated group v_tuple { required binary value (STRING); } }",
            g -> g.addGroup(0).addGroup(0).append("value", "q"),
            List.of(Map.of("value", "q"))),
        value(
            "group v (LIST) { repeated binary array (STRING); }",
            g -> g.addGroup(0).append("array", "x").append("array", "y"),
            List.of("x", "y")),
        value(
            "group v (LIST) { repeated group list { optional binary element (STRING); } }",
            g -> {
              Group list = g.addGroup(0);
              list.addGroup(0).append("element", "x");
              list.addGroup(0);
            },
            Arrays.asList("x", null)),
        value(
            "group v (MAP) { repeated group key_value { required binary key (STRING);"
                + " optional int32 value; } }",
            g -> {
              Group map = g.addGroup(0);
              map.addGroup(0).append("key", "one").append("value", 1);
              map.addGroup(0).append("key", "two").append("value", 2);
            },
            Map.of("one", 1L, "two", 2L)));
  }

  private static Arguments value(String field, Consumer<Group> written, Object read) {
    return arguments("optional " + field, written, read);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void readsValuesAsTheirLogicalTypesSayThem(String field, Consumer<Group> written, Object read)
      throws IOException {
    assertThat(read(field, written)).isEqualTo(read);
  }

  @org.junit.jupiter.api.Test
  void readsWhatIsRepeatedWithoutAList() throws IOException {
    assertThat(read("repeated binary v (STRING)", g -> g.append("v", "x").append("v", "y")))
        .isEqualTo(List.of("x", "y"));
  }

  @org.junit.jupiter.api.Test
  void refusesARowGroupThatDoesNotFit() throws IOException {
    read("optional binary v (STRING)", g -> g.append("v", "x".repeat(10_000_000)));
    try (var rows = new ParquetRows(folder.resolve("one.parquet"), 1 << 20)) {
      assertThatThrownBy(rows::next)
          .isInstanceOf(BrokenFileException.class)
          .hasMessageContaining("a row group of 9 MB, and 1 MB fit")
          .hasMessageContaining("row_group_size=10000");
    }
  }

  private Object read(String field, Consumer<Group> written) throws IOException {
    String end = field.endsWith("}") ? " }" : "; }";
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + field + end);
    Path file = folder.resolve("one.parquet");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Compression())
            .withType(schema)
            .build()) {
      Group group = new SimpleGroup(schema);
      written.accept(group);
      writer.write(group);
    }
    try (var rows = new ParquetRows(file)) {
      return rows.next().get("v");
    }
  }

  private static Binary bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Binary.fromConstantByteArray(bytes);
  }
}
