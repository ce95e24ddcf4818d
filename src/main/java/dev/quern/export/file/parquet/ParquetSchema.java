package dev.quern.export.file.parquet;

import dev.quern.export.format.Field;
import dev.quern.export.format.Type;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The schema of a Parquet file: every field optional, lists in three levels, as its format has
 * them.
 */
final class ParquetSchema {

  static final String LIST = "list";
  static final String ELEMENT = "element";

  private ParquetSchema() {}

  static MessageType of(List<Field> fields) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    fields.forEach(field -> message.addField(type(field.name(), field.type())));
    return message.named("record");
  }

  private static org.apache.parquet.schema.Type type(String name, Type type) {
    if (type instanceof Type.Many many) {
      GroupType repeated = Types.repeatedGroup().addField(type(ELEMENT, many.of())).named(LIST);
      return Types.optionalGroup()
          .as(LogicalTypeAnnotation.listType())
          .addField(repeated)
          .named(name);
    }
    if (type instanceof Type.Group group) {
      Types.GroupBuilder<GroupType> fields = Types.optionalGroup();
      group.fields().forEach(field -> fields.addField(type(field.name(), field.type())));
      return fields.named(name);
    }
    return switch ((Type.Scalar) type) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case BYTES -> Types.optional(PrimitiveTypeName.BINARY).named(name);
    };
  }
}
