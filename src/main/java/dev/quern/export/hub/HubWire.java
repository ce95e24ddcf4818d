package dev.quern.export.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.address.OutboundUrl;
import dev.quern.address.ServerAddress;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a Hub and to the stores that it names. The token goes to the Hub's own address alone;
 * redirects are not followed; no answer that is told of holds the token.
 */
final class HubWire implements AutoCloseable {

  private static final int MAX_ANSWER = 10_000_000;
  private static final String JSON = "application/json";
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\\b");

  private final HubRepo repo;
  private final CloseableHttpClient client;

  HubWire(HubRepo repo, DnsResolver names) {
    this.repo = repo;
    this.client = HubClient.with(names);
  }

  /** What came back. */
  private record Answer(int status, String body, @Nullable String tag, @Nullable String link) {

    static Answer of(ClassicHttpResponse response) throws IOException, ParseException {
      HttpEntity entity = response.getEntity();
      return new Answer(
          response.getCode(),
          entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_ANSWER),
          header(response, "ETag"),
          header(response, "Link"));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
      Header header = response.getFirstHeader(name);
      return header == null ? null : header.getValue();
    }

    JsonNode json() {
      try {
        return body.isBlank() ? Json.PLAIN.missingNode() : Json.PLAIN.readTree(body);
      } catch (JsonProcessingException e) {
        return Json.PLAIN.missingNode();
      }
    }
  }

  /**
   * A page of a list.
   *
   * @param items none where there is no such list
   * @param next the address of the next page; null for the last
   */
  record Page(JsonNode items, @Nullable URI next) {}

  /** Reads a page of a list, whose successor is named by a header ({@code rel="next"}). */
  Page page(URI uri) throws IOException {
    Answer answer = send("GET", uri, JSON, null, 404);
    if (answer.status() == 404) {
      return new Page(Json.PLAIN.createArrayNode(), null);
    }
    if (!answer.json().isArray()) {
      throw InvalidRequestException.unprocessable(
          "endpoint", "answered no list of files to " + uri.getPath());
    }
    Matcher next = NEXT.matcher(answer.link() == null ? "" : answer.link());
    return new Page(answer.json(), next.find() ? uri.resolve(next.group(1)) : null);
  }

  JsonNode post(URI uri, String type, String body, int... accepted) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(uri, type, new ByteArrayEntity(bytes, ContentType.create(type)), accepted);
  }

  JsonNode post(URI uri, String type, HttpEntity body, int... accepted) throws IOException {
    return send("POST", uri, type, body, accepted).json();
  }

  /** Sends a body to a store; the answer's ETag. */
  @Nullable String put(URI uri, HttpEntity body) throws IOException {
    return send("PUT", uri, null, body).tag();
  }

  /** What a Hub names is held to the same rules as the Hub itself. */
  private Answer send(
      String method, URI uri, @Nullable String type, @Nullable HttpEntity body, int... accepted)
      throws IOException {
    OutboundUrl.check("endpoint", uri.toString());
    HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
    request.setEntity(body);
    if (type != null) {
      request.setHeader("Accept", type.contains("git-lfs") ? type : JSON);
    }
    if (isOwn(uri)) {
      request.setHeader("Authorization", "Bearer " + repo.token());
    }
    try {
      Answer answer = client.execute(request, Answer::of);
      if (answer.status() / 100 != 2
          && Arrays.stream(accepted).noneMatch(one -> one == answer.status())) {
        throw refused(uri, answer);
      }
      return answer;
    } catch (RefusedAddressException e) {
      throw InvalidRequestException.unprocessable("endpoint", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw InvalidRequestException.unprocessable(
          "endpoint",
          "cannot be reached at " + uri.getRawAuthority() + ": " + masked(String.valueOf(e)));
    }
  }

  private boolean isOwn(URI uri) {
    return ServerAddress.of(uri).equals(ServerAddress.of(repo.at("")));
  }

  private InvalidRequestException refused(URI uri, Answer answer) {
    String said = answer.body().strip();
    String words = said.length() > 300 ? said.substring(0, 300) + "…" : said;
    String field = answer.status() == 401 || answer.status() == 403 ? "token" : "endpoint";
    return InvalidRequestException.unprocessable(
        field,
        "%s answered %d to %s%s"
            .formatted(
                uri.getRawAuthority(),
                answer.status(),
                uri.getPath(),
                words.isEmpty() ? "" : ": " + masked(words)));
  }

  private String masked(String text) {
    return text.replace(String.valueOf(repo.token()), "***");
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
