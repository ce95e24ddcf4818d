package dev.quern.export.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quern.Json;
import dev.quern.export.format.Field;
import dev.quern.export.format.RefusedRecordException;
import dev.quern.export.format.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON, by the types of their fields. */
final class JsonValues {

  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Utf8.MAX_RECORD).build())
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static final TypeReference<Map<String, @Nullable Object>> RECORD = new TypeReference<>() {};

  private JsonValues() {}

  static void writeRecord(
      JsonGenerator out, List<Field> fields, Map<String, @Nullable Object> record)
      throws IOException {
    out.writeStartObject();
    for (Field field : fields) {
      out.writeFieldName(field.name());
      write(out, field.type(), record.get(field.name()));
    }
    out.writeEndObject();
  }

  @SuppressWarnings("unchecked")
  static void write(JsonGenerator out, Type type, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (type instanceof Type.Many many) {
      out.writeStartArray();
      for (Object element : (List<?>) value) {
        write(out, many.of(), element);
      }
      out.writeEndArray();
    } else if (type instanceof Type.Group group) {
      writeRecord(out, group.fields(), (Map<String, @Nullable Object>) value);
    } else {
      writeScalar(out, (Type.Scalar) type, value);
    }
  }

  private static void writeScalar(JsonGenerator out, Type.Scalar type, Object value)
      throws IOException {
    switch (type) {
      case TEXT -> out.writeString(value.toString());
      case WHOLE -> out.writeNumber(((Number) value).longValue());
      case NUMBER -> out.writeNumber(number(value));
      case FLAG -> out.writeBoolean((Boolean) value);
      case BYTES -> out.writeBinary((byte[]) value);
    }
  }

  /** Without an exponent and without .0: 4 and 3.5. */
  static BigDecimal number(Object value) {
    BigDecimal plain = new BigDecimal(value.toString()).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** A record of one text. */
  static Map<String, @Nullable Object> record(String text) {
    try {
      Map<String, @Nullable Object> record = JSON.readValue(text, RECORD);
      if (record == null) {
        throw new RefusedRecordException("is null and no object");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw refused(e);
    }
  }

  static RefusedRecordException refused(JsonProcessingException e) {
    String message = Json.fault(e);
    return message.startsWith("Cannot deserialize value of type")
        ? new RefusedRecordException("is no JSON object")
        : new RefusedRecordException("is no JSON: " + message);
  }
}
