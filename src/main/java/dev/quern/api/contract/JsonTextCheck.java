package dev.quern.api.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.quern.api.request.StorableString;
import dev.quern.error.FieldError;
import java.io.IOException;
import java.util.Optional;

/** Finds strings in a JSON text that cannot be stored. */
final class JsonTextCheck {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonTextCheck() {}

  /** The first string that cannot be stored; empty if the text is not valid JSON up to there. */
  static Optional<FieldError> fault(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String fault = token.isScalarValue() ? StorableString.fault(parser.getText()) : "";
        if (token == JsonToken.FIELD_NAME && !StorableString.fault(parser.getText()).isEmpty()) {
          String object = path(parser.getParsingContext().getParent());
          String named = "has a field whose name " + StorableString.fault(parser.getText());
          return Optional.of(new FieldError(object.isEmpty() ? "body" : object, named));
        }
        if (!fault.isEmpty()) {
          String at = path(parser.getParsingContext());
          return Optional.of(new FieldError(at.isEmpty() ? "body" : at, fault));
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // no JSON: that is found, and said, where it is read
    }
    return Optional.empty();
  }

  private static String path(JsonStreamContext at) {
    String parent = at.getParent() == null ? "" : path(at.getParent());
    if (at.inArray()) {
      return parent + "[" + at.getCurrentIndex() + "]";
    }
    if (!at.inObject() || at.getCurrentName() == null) {
      return parent;
    }
    return parent.isEmpty() ? at.getCurrentName() : parent + "." + at.getCurrentName();
  }
}
