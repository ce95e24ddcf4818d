package dev.quern.export.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.FileEntity;

/**
 * Puts the files of a folder into a dataset repository as one commit, as {@code huggingface_hub}
 * does it (its {@code _commit_api.py} and {@code lfs.py}): the Hub says which files are large;
 * those go to its store first, by the protocol of Git LFS; the commit then holds the small files,
 * names the large ones, and deletes the data files of earlier pushes that these do not replace. A
 * repository that is not there is made.
 */
public final class HubPush implements AutoCloseable {

  private static final int FILES_AT_ONCE = 100;
  private static final String PLAIN = "application/json";
  private static final String NDJSON = "application/x-ndjson";

  private final HubRepo repo;
  private final HubWire wire;
  private final HubStore store;
  private final HubTree tree;

  public HubPush(HubRepo repo) {
    this(repo, SystemDefaultDnsResolver.INSTANCE);
  }

  HubPush(HubRepo repo, DnsResolver names) {
    this.repo = repo;
    this.wire = new HubWire(repo, names);
    this.store = new HubStore(repo, wire);
    this.tree = new HubTree(repo, wire);
  }

  /**
   * The result in the repository.
   *
   * @param commit the commit id given by the Hub
   */
  public record Pushed(String url, String commit, List<Stored> files) {

    /** A file of the commit. */
    public record Stored(String path, long size, String sha256) {}
  }

  /**
   * Uploads the files.
   *
   * @throws dev.quern.error.InvalidRequestException when the Hub refuses, saying what it answered
   */
  public Pushed push(Path folder, List<String> paths, String message) throws IOException {
    repo.check();
    create();
    List<HubFile> files = new ArrayList<>();
    for (String path : paths) {
      files.add(HubFile.of(folder, path));
    }
    Set<String> large = new HashSet<>();
    for (int i = 0; i < files.size(); i += FILES_AT_ONCE) {
      large.addAll(large(files.subList(i, Math.min(files.size(), i + FILES_AT_ONCE))));
    }
    List<HubFile> stored = files.stream().filter(file -> large.contains(file.path())).toList();
    for (int i = 0; i < stored.size(); i += FILES_AT_ONCE) {
      store.upload(stored.subList(i, Math.min(stored.size(), i + FILES_AT_ONCE)));
    }
    JsonNode commit = commit(folder, files, large, message);
    return new Pushed(
        repo.endpoint() + "/datasets/" + repo.repo(),
        commit.path("commitOid").asText(),
        files.stream()
            .map(file -> new Pushed.Stored(file.path(), file.size(), file.sha256()))
            .toList());
  }

  private void create() throws IOException {
    String[] name = String.valueOf(repo.repo()).split("/");
    ObjectNode body =
        Json.PLAIN
            .createObjectNode()
            .put("name", name[1])
            .put("organization", name[0])
            .put("type", "dataset")
            .put("private", Boolean.TRUE.equals(repo.isPrivate()));
    // 409: it is there; 403: others may be written to by who may not make any
    wire.post(repo.at("/api/repos/create"), PLAIN, body.toString(), 409, 403);
  }

  private Set<String> large(List<HubFile> files) throws IOException {
    ObjectNode body = Json.PLAIN.createObjectNode();
    ArrayNode list = body.putArray("files");
    for (HubFile file : files) {
      list.addObject()
          .put("path", file.path())
          .put("sample", Base64.getEncoder().encodeToString(file.sample()))
          .put("size", file.size());
    }
    JsonNode answer = wire.post(api("preupload"), PLAIN, body.toString());
    Set<String> large = new HashSet<>();
    for (JsonNode file : answer.path("files")) {
      if (file.path("uploadMode").asText().equals("lfs")) {
        large.add(file.path("path").asText());
      }
    }
    return large;
  }

  private URI api(String what) {
    return repo.at("/api/datasets/" + repo.repo() + "/" + what + "/" + repo.revision());
  }

  /** Writes the commit as lines of JSON into a file; it contains small files in base64. */
  private JsonNode commit(Path folder, List<HubFile> files, Set<String> large, String message)
      throws IOException {
    Path lines = Files.createTempFile(folder, "commit-", ".ndjson");
    try (var out = Files.newBufferedWriter(lines, StandardCharsets.UTF_8)) {
      ObjectNode header = Json.PLAIN.createObjectNode().put("key", "header");
      header.putObject("value").put("summary", message).put("description", "");
      out.write(header + "\n");
      for (HubFile file : files) {
        out.write((large.contains(file.path()) ? pointer(file) : content(file)) + "\n");
      }
      for (String path : tree.left(files)) {
        ObjectNode line = Json.PLAIN.createObjectNode().put("key", "deletedFile");
        line.putObject("value").put("path", path);
        out.write(line + "\n");
      }
    }
    return wire.post(
        api("commit"), NDJSON, new FileEntity(lines.toFile(), ContentType.create(NDJSON)));
  }

  private static ObjectNode pointer(HubFile file) {
    ObjectNode line = Json.PLAIN.createObjectNode().put("key", "lfsFile");
    line.putObject("value")
        .put("path", file.path())
        .put("algo", "sha256")
        .put("oid", file.sha256())
        .put("size", file.size());
    return line;
  }

  private static ObjectNode content(HubFile file) throws IOException {
    ObjectNode line = Json.PLAIN.createObjectNode().put("key", "file");
    line.putObject("value")
        .put("content", Base64.getEncoder().encodeToString(Files.readAllBytes(file.file())))
        .put("path", file.path())
        .put("encoding", "base64");
    return line;
  }

  /** Closes its connections. */
  @Override
  public void close() throws IOException {
    wire.close();
  }
}
