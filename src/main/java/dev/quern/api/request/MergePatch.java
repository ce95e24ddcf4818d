package dev.quern.api.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * The changes of a PATCH, after JSON Merge Patch (RFC 7396): named fields take the new value, which
 * may be null; the others stay.
 */
@Component
public class MergePatch {

  private final ObjectMapper json;

  MergePatch(ObjectMapper json) {
    this.json = json;
  }

  /** The change as a function of the stored value; an unknown field or a wrong type is a 400. */
  public <T> UnaryOperator<T> of(ObjectNode changes, Class<T> type) {
    return current -> {
      ObjectNode merged = json.valueToTree(current);
      merged.setAll(changes);
      try {
        return json.treeToValue(merged, type);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
