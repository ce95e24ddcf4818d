package dev.quern.export.file.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Values of columns as their logical types say them (apache/parquet-format, LogicalTypes.md): a
 * decimal is stored as the whole number before its scale. Dates and times are texts of ISO 8601.
 */
final class ParquetValues {

  private ParquetValues() {}

  static Object of(Group group, PrimitiveType type, int field, int index) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY -> binary(group.getBinary(field, index), type, logical);
      case INT64 -> whole(group.getLong(field, index), logical);
      case INT32 -> whole(group.getInteger(field, index), logical);
      case INT96 -> moment(NanoTime.fromBinary(group.getInt96(field, index)));
      case DOUBLE -> group.getDouble(field, index);
      case FLOAT -> group.getFloat(field, index);
      case BOOLEAN -> group.getBoolean(field, index);
    };
  }

  private static Object binary(Binary binary, PrimitiveType type, LogicalTypeAnnotation logical) {
    if (logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation) {
      return binary.toStringUsingUTF8();
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(binary.getBytes()), decimal.getScale());
    }
    if (logical instanceof Float16LogicalTypeAnnotation) {
      return Float.valueOf(type.stringifier().stringify(binary));
    }
    return logical instanceof UUIDLogicalTypeAnnotation
        ? type.stringifier().stringify(binary)
        : binary.getBytes();
  }

  private static Object whole(long value, LogicalTypeAnnotation logical) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale());
    }
    if (logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
      return whole.getBitWidth() == 64
          ? new BigInteger(Long.toUnsignedString(value))
          : Long.valueOf(Integer.toUnsignedLong((int) value));
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return LocalDate.ofEpochDay(value).toString();
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return LocalTime.MIDNIGHT.plus(value, unit(time.getUnit()))
          + (time.isAdjustedToUTC() ? "Z" : "");
    }
    if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
      Instant moment = Instant.EPOCH.plus(value, unit(stamp.getUnit()));
      return stamp.isAdjustedToUTC()
          ? moment.toString()
          : LocalDateTime.ofInstant(moment, ZoneOffset.UTC).toString();
    }
    return value;
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  /** As Impala, Hive and Spark store it: in UTC. */
  private static String moment(NanoTime time) {
    return LocalDate.EPOCH
        .with(JulianFields.JULIAN_DAY, time.getJulianDay())
        .atStartOfDay()
        .plusNanos(time.getTimeOfDayNanos())
        .toInstant(ZoneOffset.UTC)
        .toString();
  }
}
