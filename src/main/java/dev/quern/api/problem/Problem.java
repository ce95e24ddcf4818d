package dev.quern.api.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.quern.error.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, {@code application/problem+json} (RFC 9457).
 *
 * @param status the HTTP status
 * @param type a URI for this kind of problem; null if the status says everything
 * @param title the status in words
 * @param detail what happened, to what, and what to do, for people
 * @param errors the fields at fault; omitted if there are none
 */
public record Problem(
    int status, @Nullable String type, String title, String detail, List<FieldError> errors) {

  /** The media type of the body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The body as it is written, independent of the mapper. */
  @JsonValue
  public Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", type == null ? "about:blank" : type);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return body;
  }
}
