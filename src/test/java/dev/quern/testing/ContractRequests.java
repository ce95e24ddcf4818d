package dev.quern.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes requests of the contract's schemas, right ones and wrong ones. */
public final class ContractRequests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final SeenIds ids;
  private final SchemaValues values;

  /**
   * @param always fields that always have that value, wherever they occur
   */
  public ContractRequests(Random random, SeenIds ids, Map<String, Object> always) {
    this.random = random;
    this.ids = ids;
    this.values = new SchemaValues(random, ids.all(), always);
  }

  /**
   * A request.
   *
   * @param right whether its schemas allow it
   * @param path with the query
   * @param type of the body
   * @param body null for none
   */
  public record Sent(
      ContractCall call, boolean right, String path, @Nullable String type, @Nullable String body) {

    /** As it goes to {@code base}. */
    public HttpRequest to(String base) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(Duration.ofMinutes(3))
              .method(
                  call.method().name(),
                  body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      return (type == null ? request : request.header("Content-Type", type)).build();
    }

    /** The body, where the operation takes one. */
    public @Nullable String wantedBody() {
      return call.hasBody() ? body : null;
    }

    @Override
    public String toString() {
      return call.method() + " " + path + " " + shortened(body);
    }
  }

  /** The first 400 characters; nothing of nothing. */
  public static String shortened(@Nullable String text) {
    return text == null ? "" : text.length() < 400 ? text : text.substring(0, 400) + "…";
  }

  public Sent next(ContractCall call) throws JsonProcessingException {
    boolean right = random.nextInt(3) == 0;
    String path = path(call, right);
    Body body = body(call, right);
    return body == null
        ? new Sent(call, right, path, null, null)
        : new Sent(call, right, path, body.type(), body.text());
  }

  private record Body(String type, String text) {}

  private String path(ContractCall call, boolean right) throws JsonProcessingException {
    String path = call.path();
    StringBuilder query = new StringBuilder();
    for (Parameter parameter : call.operation().getParameters()) {
      if ("path".equals(parameter.getIn())) {
        String named = "{" + parameter.getName() + "}";
        String parent = call.path().substring(0, call.path().indexOf("/" + named));
        String id = call.isOfWhatIsShared() ? "none" : ids.any(parent, right);
        boolean fits = !right || SchemaValues.fits(id, parameter.getSchema());
        path = path.replace(named, encoded(fits ? id : "none"));
      } else if (random.nextInt(3) == 0) {
        Object value = value(parameter.getSchema(), right);
        query.append(query.isEmpty() ? '?' : '&').append(parameter.getName()).append('=');
        query.append(encoded(value instanceof String s ? s : JSON.writeValueAsString(value)));
      }
    }
    return path + query;
  }

  private Object value(Schema<?> schema, boolean right) {
    return right ? values.right(schema) : values.wrong(schema);
  }

  private @Nullable Body body(ContractCall call, boolean right) throws JsonProcessingException {
    if (!call.hasBody()) {
      return !right && random.nextInt(10) == 0 ? new Body("application/json", "{}") : null;
    }
    Content content = call.operation().getRequestBody().getContent();
    if (!right && random.nextInt(20) == 0) {
      String type = random.nextBoolean() ? "text/plain" : "application/xml";
      return new Body(type, JSON.writeValueAsString(values.strange()));
    }
    if (content.containsKey("multipart/form-data") && (right || random.nextInt(4) > 0)) {
      return parts(right);
    }
    var json = content.get("application/json");
    if (json == null || json.getSchema() == null || !right && random.nextInt(20) == 0) {
      return new Body("application/json", JSON.writeValueAsString(values.strange()));
    }
    String whole = JSON.writeValueAsString(value(json.getSchema(), right));
    boolean cut = !right && random.nextInt(30) == 0;
    return new Body(
        "application/json", cut ? whole.substring(0, random.nextInt(whole.length())) : whole);
  }

  private Body parts(boolean right) {
    StringBuilder body = new StringBuilder();
    List<String> names =
        right
            ? List.of("a.md", "b.txt")
            : List.of("", "a.pdf", "../x", "é水.png", "a\tb", "a.jsonl");
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = names.get(random.nextInt(names.size()));
      body.append(
              "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                  .formatted(name))
          .append(right ? "A mill, number " + i + "." : String.valueOf(values.strange()))
          .append("\r\n");
    }
    return new Body("multipart/form-data; boundary=x", body + (right ? "--x--\r\n" : "--x"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
