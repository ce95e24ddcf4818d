package dev.quern.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Ids;
import dev.quern.Node;
import dev.quern.export.ExportOptions;
import dev.quern.export.ExportRequest;
import dev.quern.export.Exporter;
import dev.quern.export.bundle.Contents;
import dev.quern.home.Home;
import dev.quern.meter.QuernMeter;
import dev.quern.task.model.TaskInput;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the datasets of finished pipelines, and names them. */
@Component("outbox")
public class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final Exporter exporter;
  private final ObjectMapper json;
  private final FileVersions versions;
  private final PipelineNames names;
  private final Home home;
  private final Node node;
  private final MeterRegistry meters;

  Outbox(
      Exporter exporter,
      ObjectMapper json,
      FileVersions versions,
      PipelineNames names,
      Home home,
      Node node,
      MeterRegistry meters) {
    this.exporter = exporter;
    this.json = json;
    this.versions = versions;
    this.names = names;
    this.home = home;
    this.node = node;
    this.meters = meters;
  }

  /** The files of a pipeline in the order of writing: each manifest after its files. */
  public List<OutboxFile> files(FinishedPipeline pipeline) {
    Map<String, List<ExportOptions>> byStem = new LinkedHashMap<>();
    for (ExportOptions export : OutboxExports.of(pipeline, json)) {
      String stem =
          export.ofProject()
              ? names.wholeProject(pipeline.projectId(), pipeline.projectName())
              : pipeline.stem();
      byStem.computeIfAbsent(stem, s -> new ArrayList<>()).add(export);
    }
    List<OutboxFile> files = new ArrayList<>();
    byStem.forEach((stem, exports) -> files.addAll(files(pipeline, stem, exports)));
    return files;
  }

  private List<OutboxFile> files(
      FinishedPipeline pipeline, String stem, List<ExportOptions> exports) {
    OutboxManifest manifest = new OutboxManifest(pipeline, stem);
    String start = FileNames.of(pipeline.projectName()) + "/" + FileNames.of(stem) + ".";
    Set<String> names = new LinkedHashSet<>();
    List<OutboxFile> files = new ArrayList<>();
    for (ExportOptions export : exports) {
      String end = "." + exporter.extension(export);
      String name = start + export.format() + end;
      for (int i = 2; !names.add(name); i++) {
        name = start + export.format() + "-" + i + end;
      }
      files.add(new OutboxFile(pipeline, name, export, manifest));
    }
    files.add(new OutboxFile(pipeline, start + "manifest.json", null, manifest));
    return files;
  }

  /** The path of a file below the outbox. */
  public String name(OutboxFile file) {
    return file.name();
  }

  /**
   * Where a file is written aside, in its folder. The next write of this node takes the same name,
   * so what a killed process left does not stay; no other node takes it.
   */
  public File hidden(OutboxFile file) {
    byte[] key = (node.name() + "/" + file.name()).getBytes(StandardCharsets.UTF_8);
    return home.outbox()
        .resolve(file.name())
        .resolveSibling("." + UUID.nameUUIDFromBytes(key))
        .toFile();
  }

  /**
   * Writes a file of a pipeline as a temporary file, which the caller deletes. Its copy in the
   * outbox has its rights, so it is made with those that the process gives, and not as Java makes
   * temporary files, for this user alone.
   */
  public File write(OutboxFile wanted) {
    File file = null;
    try {
      file = Files.createFile(home.files().resolve("dataset-" + Ids.next() + ".part")).toFile();
      if (wanted.options() == null) {
        Files.write(file.toPath(), wanted.manifest().json(json));
      } else {
        export(wanted, wanted.options(), file.toPath());
      }
      count(wanted, "written");
      return file;
    } catch (IOException | RuntimeException e) {
      count(wanted, "failed");
      if (file != null) {
        delete(file);
      }
      if (e instanceof RuntimeException known) {
        throw known;
      }
      throw new UncheckedIOException(wanted.name() + " cannot be written", (IOException) e);
    }
  }

  /** Says why the files of a pipeline are not in the outbox. */
  public void failed(FinishedPipeline pipeline, Exception reason) {
    log.warn(
        "The files of {} in project {} cannot be written to the outbox, trying again in some"
            + " minutes",
        pipeline.stem(),
        pipeline.projectName(),
        reason);
  }

  private void count(OutboxFile file, String outcome) {
    String format = file.options() == null ? "manifest" : file.options().format();
    QuernMeter.EXPORTS.counter(meters, format, outcome).increment();
  }

  private void export(OutboxFile wanted, ExportOptions options, Path file) throws IOException {
    MessageDigest digest = sha256();
    Contents.Counts counts;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      counts = exporter.write(request(wanted.pipeline(), options), out);
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    wanted.manifest().add(wanted.name(), options, json, counts, Files.size(file), hash);
    log.info(
        "{} records of {} are written to {}",
        counts.records(),
        wanted.pipeline().stem(),
        home.outbox().resolve(wanted.name()));
  }

  private ExportRequest request(FinishedPipeline pipeline, ExportOptions options) {
    ExportRequest all = ExportRequest.of(pipeline.projectId(), options);
    return options.ofProject() ? all : all.from(origins(pipeline, options));
  }

  /** What the pipeline worked on; files that the options name take the place of its own. */
  private Map<String, List<String>> origins(FinishedPipeline pipeline, ExportOptions options) {
    TaskInput input = pipeline.input() == null ? null : read(pipeline.input(), TaskInput.class);
    Map<String, List<String>> origins =
        input == null ? new LinkedHashMap<>() : new LinkedHashMap<>(input.named());
    if (pipeline.fileId() != null) {
      origins.put("file_ids", List.of(pipeline.fileId()));
    }
    if (!options.fileId().isEmpty()) {
      origins.remove("file_ids");
    }
    origins.computeIfPresent(
        "file_ids",
        (key, ids) -> versions.current(pipeline.projectId(), ids, pipeline.fileId() != null));
    return origins;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes a temporary file. */
  public void delete(File file) {
    file.delete();
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored pipeline cannot be read", e);
    }
  }
}
