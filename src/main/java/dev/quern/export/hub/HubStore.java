package dev.quern.export.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import dev.quern.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.io.entity.FileEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Large files, by the batch API of Git LFS: whole, or in the parts that the Hub asks for. */
final class HubStore {

  private static final String LFS = "application/vnd.git-lfs+json";
  private final HubRepo repo;
  private final HubWire wire;

  HubStore(HubRepo repo, HubWire wire) {
    this.repo = repo;
    this.wire = wire;
  }

  void upload(List<HubFile> files) throws IOException {
    ObjectNode body =
        Json.PLAIN.createObjectNode().put("operation", "upload").put("hash_algo", "sha256");
    body.putArray("transfers").add("basic").add("multipart");
    body.putObject("ref").put("name", repo.revision());
    ArrayNode objects = body.putArray("objects");
    files.forEach(file -> objects.addObject().put("oid", file.sha256()).put("size", file.size()));
    JsonNode answer =
        wire.post(
            repo.at("/datasets/" + repo.repo() + ".git/info/lfs/objects/batch"),
            LFS,
            body.toString());
    for (JsonNode object : answer.path("objects")) {
      for (HubFile file : files) {
        if (file.sha256().equals(object.path("oid").asText())) {
          upload(file, object);
          break;
        }
      }
    }
  }

  private void upload(HubFile file, JsonNode object) throws IOException {
    if (object.has("error")) {
      throw InvalidRequestException.unprocessable(
          "endpoint", "does not take " + file.path() + ": " + object.at("/error/message").asText());
    }
    JsonNode upload = object.at("/actions/upload");
    if (upload.isMissingNode()) {
      return; // it is there already
    }
    URI target = URI.create(upload.path("href").asText());
    JsonNode header = upload.path("header");
    if (header.has("chunk_size")) {
      inParts(file, target, header);
    } else {
      wire.put(target, new FileEntity(file.file().toFile(), null));
    }
    JsonNode verify = object.at("/actions/verify");
    if (!verify.isMissingNode()) {
      String body =
          Json.PLAIN
              .createObjectNode()
              .put("oid", file.sha256())
              .put("size", file.size())
              .toString();
      wire.post(URI.create(verify.path("href").asText()), LFS, body);
    }
  }

  private void inParts(HubFile file, URI completion, JsonNode header) throws IOException {
    long size = header.path("chunk_size").asLong();
    Map<Integer, String> targets = new TreeMap<>();
    header
        .properties()
        .forEach(
            part -> {
              if (part.getKey().matches("\\d{1,9}")) {
                targets.put(Integer.valueOf(part.getKey()), part.getValue().asText());
              }
            });
    if (size < 1 || targets.size() != (file.size() + size - 1) / size) {
      throw InvalidRequestException.unprocessable(
          "endpoint", "asks for parts of " + file.path() + " that do not make up its size");
    }
    ObjectNode done = Json.PLAIN.createObjectNode().put("oid", file.sha256());
    ArrayNode parts = done.putArray("parts");
    long from = 0;
    for (String target : targets.values()) {
      long length = Math.min(size, file.size() - from);
      String tag;
      try (InputStream in = Files.newInputStream(file.file())) {
        in.skipNBytes(from);
        tag = wire.put(URI.create(target), new InputStreamEntity(in, length, null));
      }
      int number = parts.size() + 1;
      parts.addObject().put("partNumber", number).put("etag", tag);
      from += length;
    }
    wire.post(completion, LFS, done.toString());
  }
}
