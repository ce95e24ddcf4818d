package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Hub that speaks the commit API of Hugging Face's: repos/create, preupload, Git LFS with whole
 * files and parts, the tree in pages of one file, commit as NDJSON. It takes one token, and counts
 * requests to its store that carry one.
 */
public final class HubServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PART = 1000;

  private final HttpServer server;
  private final String token;
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
  public final Map<String, byte[]> files = new ConcurrentHashMap<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final List<String> tokensAtStore = new CopyOnWriteArrayList<>();
  public volatile boolean inParts;

  public HubServer(String token) {
    this.token = token;
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The store has another name, so that it is another origin. */
  private String store() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(exchange.getRequestMethod() + " " + path);
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    try {
      if (path.startsWith("/store/")) {
        if (given != null) {
          tokensAtStore.add(given);
        }
        toStore(exchange, path, body);
      } else if (!("Bearer " + token).equals(given)) {
        reply(exchange, 401, "{\"error\":\"Invalid credentials: " + given + "\"}");
      } else {
        toHub(exchange, path, body);
      }
    } catch (Exception e) {
      reply(exchange, 500, String.valueOf(e));
    }
  }

  private void toHub(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (path.equals("/api/repos/create")) {
      reply(exchange, 409, "{\"error\":\"You already created this dataset repo\"}");
    } else if (path.contains("/preupload/")) {
      ObjectNode answer = JSON.createObjectNode();
      for (JsonNode file : JSON.readTree(body).get("files")) {
        boolean large = file.get("path").asText().endsWith(".parquet");
        answer
            .withArray("files")
            .addObject()
            .put("path", file.get("path").asText())
            .put("uploadMode", large ? "lfs" : "regular")
            .put("shouldIgnore", false);
      }
      reply(exchange, 200, answer.toString());
    } else if (path.endsWith(".git/info/lfs/objects/batch")) {
      reply(exchange, 200, batch(JSON.readTree(body)).toString());
    } else if (path.contains("/tree/")) {
      tree(exchange, path.replaceFirst(".*/tree/[^/]+/", "") + "/");
    } else if (path.contains("/commit/")) {
      commit(new String(body, StandardCharsets.UTF_8));
      reply(exchange, 200, "{\"success\":true,\"commitOid\":\"abc123\"}");
    } else {
      reply(exchange, 404, "{\"error\":\"no such path\"}");
    }
  }

  /**
   * The files of a folder, as the Hub tells them: the next page is in a header, here of a mirror,
   * which names another server.
   */
  private void tree(HttpExchange exchange, String folder) throws IOException {
    List<String> there =
        files.keySet().stream().filter(f -> f.startsWith(folder)).sorted().toList();
    if (there.isEmpty()) {
      reply(exchange, 404, "{\"error\":\"" + folder + " does not exist on \\\"main\\\"\"}");
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    int at = query == null ? 0 : Integer.parseInt(query.replace("cursor=", ""));
    if (at + 1 < there.size()) {
      String next = store() + exchange.getRequestURI().getPath() + "?cursor=" + (at + 1);
      exchange.getResponseHeaders().add("Link", "<" + next + ">; rel=\"next\"");
    }
    ObjectNode file = JSON.createObjectNode().put("type", "file").put("path", there.get(at));
    reply(exchange, 200, JSON.createArrayNode().add(file).toString());
  }

  private ObjectNode batch(JsonNode asked) {
    ObjectNode answer = JSON.createObjectNode();
    for (JsonNode object : asked.get("objects")) {
      String oid = object.get("oid").asText();
      ObjectNode one = answer.withArray("objects").addObject().put("oid", oid);
      ObjectNode actions = one.putObject("actions");
      ObjectNode upload = actions.putObject("upload");
      if (inParts) {
        ObjectNode header = upload.putObject("header").put("chunk_size", String.valueOf(PART));
        long size = object.get("size").asLong();
        for (int i = 1; (i - 1) * (long) PART < size; i++) {
          header.put("%05d".formatted(i), store() + "/store/part/" + oid + "/" + i);
        }
        upload.put("href", store() + "/store/complete/" + oid);
      } else {
        upload.put("href", store() + "/store/whole/" + oid);
      }
      actions.putObject("verify").put("href", store() + "/store/verify/" + oid);
    }
    return answer;
  }

  private void toStore(HttpExchange exchange, String path, byte[] body) throws Exception {
    String[] names = path.split("/");
    String oid = names[3];
    switch (names[2]) {
      case "whole" -> keep(oid, body);
      case "part" -> {
        parts.put(oid + "/" + names[4], body);
        exchange.getResponseHeaders().add("ETag", "\"tag-" + names[4] + "\"");
      }
      case "complete" -> {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (JsonNode part : JSON.readTree(body).get("parts")) {
          String number = part.get("partNumber").asText();
          if (!part.get("etag").asText().equals("\"tag-" + number + "\"")) {
            throw new IllegalStateException("wrong etag");
          }
          all.writeBytes(parts.get(oid + "/" + number));
        }
        keep(oid, all.toByteArray());
      }
      default -> {
        if (!stored.containsKey(oid)) {
          throw new IllegalStateException("not there: " + oid);
        }
      }
    }
    reply(exchange, 200, "");
  }

  private void keep(String oid, byte[] content) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    if (!HexFormat.of().formatHex(hash).equals(oid)) {
      throw new IllegalStateException("the content is not that of " + oid);
    }
    stored.put(oid, content);
  }

  private void commit(String lines) throws IOException {
    Map<String, byte[]> committed = new TreeMap<>();
    List<String> deleted = new ArrayList<>();
    for (String line : lines.split("\n")) {
      JsonNode value = JSON.readTree(line).get("value");
      switch (JSON.readTree(line).get("key").asText()) {
        case "header" -> {
          if (value.get("summary").asText().isBlank()) {
            throw new IllegalStateException("a commit has a summary");
          }
        }
        case "file" ->
            committed.put(
                value.get("path").asText(),
                Base64.getDecoder().decode(value.get("content").asText()));
        case "lfsFile" -> {
          byte[] content = stored.get(value.get("oid").asText());
          if (content == null || content.length != value.get("size").asLong()) {
            throw new IllegalStateException("no such object");
          }
          committed.put(value.get("path").asText(), content);
        }
        case "deletedFile" -> deleted.add(value.get("path").asText());
        default -> throw new IllegalStateException(line);
      }
    }
    if (!files.keySet().containsAll(deleted)) {
      throw new IllegalStateException("a file to delete does not exist");
    }
    deleted.forEach(files::remove);
    files.putAll(committed);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
