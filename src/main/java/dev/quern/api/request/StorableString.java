package dev.quern.api.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;

/**
 * Reads strings strictly: only JSON strings, and only those that can be stored, without NUL
 * characters (which PostgreSQL refuses) and lone surrogates.
 */
public final class StorableString extends StdScalarDeserializer<String> {

  private static final long serialVersionUID = 1;

  StorableString() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (String) context.handleUnexpectedToken(String.class, parser);
    }
    var text = parser.getText();
    var fault = fault(text);
    if (!fault.isEmpty()) {
      throw new InvalidFormatException(parser, fault, text, String.class);
    }
    return text;
  }

  /** Why the text cannot be stored, as a phrase after the field's name; empty if it can. */
  public static String fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "holds a NUL character (\\u0000), which cannot be stored";
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "holds half of a surrogate pair (\\u%04x), which is no character".formatted((int) c);
      }
    }
    return "";
  }
}
