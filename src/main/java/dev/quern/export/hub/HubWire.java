package dev.quern.export.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.OutboundUrl;
import dev.quern.error.InvalidRequestException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a Hub and to the stores that it names. The token goes to the Hub's own address alone;
 * redirects are not followed; no answer that is told of holds the token.
 */
final class HubWire {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HubRepo repo;

  HubWire(HubRepo repo) {
    this.repo = repo;
  }

  JsonNode post(URI uri, String type, BodyPublisher body, int... accepted) throws IOException {
    HttpResponse<String> answer = send("POST", uri, type, body, accepted);
    try {
      return answer.body().isBlank()
          ? Json.PLAIN.missingNode()
          : Json.PLAIN.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return Json.PLAIN.missingNode();
    }
  }

  /** Sends a body to a store; the answer's ETag. */
  @Nullable String put(URI uri, BodyPublisher body) throws IOException {
    return send("PUT", uri, null, body).headers().firstValue("ETag").orElse(null);
  }

  private HttpResponse<String> send(
      String method, URI uri, @Nullable String type, BodyPublisher body, int... accepted)
      throws IOException {
    check(uri);
    HttpRequest.Builder request = request(uri).timeout(LONGEST).method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
      request.header("Accept", type.contains("git-lfs") ? type : "application/json");
    }
    if (isOwn(uri)) {
      request.header("Authorization", "Bearer " + repo.token());
    }
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2 && !isAmong(answer.statusCode(), accepted)) {
        throw refused(uri, answer);
      }
      return answer;
    } catch (IOException e) {
      throw InvalidRequestException.unprocessable(
          "endpoint", "cannot be reached at " + uri.getHost() + ": " + masked(String.valueOf(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a dataset was uploaded", e);
    }
  }

  private static HttpRequest.Builder request(URI uri) {
    try {
      return OutboundUrl.request(uri);
    } catch (UnknownHostException e) {
      throw InvalidRequestException.unprocessable("endpoint", String.valueOf(e.getMessage()));
    }
  }

  /** What a Hub names is held to the same rules as the Hub itself. */
  private static void check(URI uri) {
    OutboundUrl.check("endpoint", uri.toString());
    try {
      for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
        if (OutboundUrl.isMetadata(address)) {
          throw InvalidRequestException.unprocessable(
              "endpoint", "leads to a metadata address, which is not called");
        }
      }
    } catch (UnknownHostException e) {
      throw InvalidRequestException.unprocessable(
          "endpoint", "has no address: " + uri.getHost() + " is not known");
    }
  }

  private boolean isOwn(URI uri) {
    URI own = repo.at("");
    return own.getScheme().equals(uri.getScheme())
        && own.getHost().equals(uri.getHost())
        && own.getPort() == uri.getPort();
  }

  private static boolean isAmong(int status, int[] accepted) {
    for (int one : accepted) {
      if (one == status) {
        return true;
      }
    }
    return false;
  }

  private InvalidRequestException refused(URI uri, HttpResponse<String> answer) {
    String said = answer.body().strip();
    String words = said.length() > 300 ? said.substring(0, 300) + "…" : said;
    String field = answer.statusCode() == 401 || answer.statusCode() == 403 ? "token" : "endpoint";
    return InvalidRequestException.unprocessable(
        field,
        "%s answered %d to %s%s"
            .formatted(
                uri.getHost(),
                answer.statusCode(),
                uri.getPath(),
                words.isEmpty() ? "" : ": " + masked(words)));
  }

  private String masked(String text) {
    return text.replace(String.valueOf(repo.token()), "***");
  }
}
