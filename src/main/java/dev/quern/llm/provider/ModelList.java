package dev.quern.llm.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.quern.Json;
import dev.quern.llm.http.HttpSettings;
import dev.quern.llm.http.ReplyEnvelope;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Where a server lists its models.
 *
 * @param path below the base URL
 * @param headers that carry the API key
 * @param array the field with the models; some servers answer that array alone
 */
public record ModelList(String path, Map<String, String> headers, String array) {

  private static final long MAX_MILLIS = 30_000;

  /** The models as they are listed. */
  public List<JsonNode> of(Provider provider) {
    long millis = Math.min(MAX_MILLIS, provider.timeout().toMillis());
    HttpRequest.Builder request =
        HttpRequest.builder().method(HttpMethod.GET).url(provider.url(), path);
    headers.forEach(request::addHeader);
    String body =
        new HttpSettings(millis, millis, ReplyEnvelope.ANY)
            .client()
            .execute(request.build())
            .body();
    try {
      JsonNode read = Json.PLAIN.readTree(body);
      JsonNode listed = read.isArray() ? read : read.path(array);
      return StreamSupport.stream(listed.spliterator(), false).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the models, which stand in this field. */
  public static List<String> names(List<JsonNode> models, String field) {
    return models.stream()
        .map(model -> model.path(field).asText(""))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }
}
