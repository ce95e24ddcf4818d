package dev.quern.llm.http;

import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** The response to a request, as Apache's client received it; its body can be read once. */
record ModelResponse(HttpRequest request, ClassicHttpResponse received) {

  private static final int MAX_ERROR_BYTES = 100_000;

  private static final Set<String> KEY_HEADERS =
      Set.of("authorization", "x-api-key", "x-goog-api-key");

  boolean isSuccess() {
    return received.getCode() / 100 == 2;
  }

  /** The media type without its parameters; empty if there is none. */
  String type() {
    Header type = received.getFirstHeader("Content-Type");
    if (type == null || type.getValue() == null) {
      return "";
    }
    int parameters = type.getValue().indexOf(';');
    String name = parameters < 0 ? type.getValue() : type.getValue().substring(0, parameters);
    return name.strip().toLowerCase(Locale.ROOT);
  }

  InputStream content() throws IOException {
    HttpEntity entity = received.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** The body. JSON is UTF-8, whatever a server calls it (RFC 8259, 8.1). */
  String whole() throws IOException {
    HttpEntity entity = received.getEntity();
    return entity == null
        ? ""
        : new String(EntityUtils.toByteArray(entity), StandardCharsets.UTF_8);
  }

  /** As much of the body as an error needs. */
  String beginning() throws IOException {
    return new String(content().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
  }

  /** The response as an error with this body. */
  StatusException status(String body) {
    Header retryAfter = received.getFirstHeader("Retry-After");
    return new StatusException(
        received.getCode(), withoutKeys(body), retryAfter == null ? null : retryAfter.getValue());
  }

  /** Some servers say which key they refuse; what they say is logged and shown. */
  private String withoutKeys(String body) {
    String shown = body;
    for (var header : request.headers().entrySet()) {
      if (KEY_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValue()) {
          String key = value.replaceFirst("^Bearer ", "");
          shown = key.length() < 8 ? shown : shown.replace(key, "***");
        }
      }
    }
    return shown;
  }

  /** The response as LangChain4j takes it, with this body. */
  SuccessfulHttpResponse success(@Nullable String body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : received.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(received.getCode())
        .headers(headers)
        .body(body)
        .build();
  }
}
