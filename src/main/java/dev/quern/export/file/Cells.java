package dev.quern.export.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quern.export.format.RefusedRecordException;
import dev.quern.export.format.Type;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as cells of a sheet. A text that begins with {@code = + - @}, a tab or a carriage return
 * is run as a formula by spreadsheets (OWASP, CSV Injection): it gets a ' in front, and so does a
 * text that begins with any number of ' before such a sign. Removing one ' from such texts restores
 * every text.
 */
final class Cells {

  private static final Pattern RUN = Pattern.compile("\\A'*[=+\\-@\\t\\r]");
  private static final Pattern DISARMED = Pattern.compile("\\A'+[=+\\-@\\t\\r]");

  private Cells() {}

  static @Nullable String write(Type type, @Nullable Object value) throws IOException {
    if (value == null) {
      return null;
    }
    if (type instanceof Type.Scalar scalar) {
      return switch (scalar) {
        case TEXT -> disarmed(value.toString());
        case NUMBER -> JsonValues.number(value).toPlainString();
        case WHOLE, FLAG -> value.toString();
        case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
      };
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonValues.JSON.createGenerator(text)) {
      JsonValues.write(json, type, value);
    }
    return text.toString();
  }

  static String disarmed(String text) {
    return RUN.matcher(text).find() ? "'" + text : text;
  }

  static String armed(String text) {
    return DISARMED.matcher(text).find() ? text.substring(1) : text;
  }

  /** The value of a cell; for an unknown column, its text. */
  static @Nullable Object read(@Nullable Type type, String name, @Nullable String cell) {
    if (cell == null || type == null) {
      return cell == null ? null : armed(cell);
    }
    try {
      if (type instanceof Type.Scalar scalar) {
        return switch (scalar) {
          case TEXT, BYTES -> armed(cell);
          case NUMBER -> new BigDecimal(cell);
          case WHOLE -> Long.valueOf(cell);
          case FLAG -> flag(cell);
        };
      }
      return JsonValues.JSON.readValue(cell, Object.class);
    } catch (JsonProcessingException e) {
      throw new RefusedRecordException("'" + name + "' " + JsonValues.refused(e).getMessage());
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException("'" + name + "' is no value of its column: " + cell);
    }
  }

  private static Boolean flag(String cell) {
    return switch (cell.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(cell);
    };
  }
}
