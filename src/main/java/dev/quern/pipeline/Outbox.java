package dev.quern.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Home;
import dev.quern.export.ExportOptions;
import dev.quern.export.ExportRequest;
import dev.quern.export.Exporter;
import dev.quern.task.model.TaskInput;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the datasets of finished pipelines, and names them. */
@Component("outbox")
public class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final Exporter exporter;
  private final ObjectMapper json;
  private final Home home;

  Outbox(Exporter exporter, ObjectMapper json, Home home) {
    this.exporter = exporter;
    this.json = json;
    this.home = home;
  }

  /** Where the file of a pipeline goes, below the outbox: PROJECT/STEM.FORMAT.EXT. */
  public String name(FinishedPipeline pipeline) {
    ExportOptions options = options(pipeline);
    return FileNames.of(pipeline.projectName())
        + "/"
        + FileNames.of(pipeline.stem())
        + "."
        + options.format()
        + "."
        + options.as();
  }

  /** The dataset of a pipeline in a temporary file; whoever takes it deletes it. */
  public File write(FinishedPipeline pipeline) {
    File file = null;
    try {
      file = Files.createTempFile(home.files(), "dataset-", ".part").toFile();
      long records = write(pipeline, file.toPath());
      log.info(
          "{} records of {} are written to {}",
          records,
          pipeline.stem(),
          home.outbox().resolve(name(pipeline)));
      return file;
    } catch (IOException | RuntimeException e) {
      if (file != null) {
        delete(file);
      }
      if (e instanceof RuntimeException known) {
        throw known;
      }
      throw new UncheckedIOException(
          "The dataset of " + pipeline.stem() + " cannot be written", (IOException) e);
    }
  }

  private long write(FinishedPipeline pipeline, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return exporter.write(
          new ExportRequest(
              pipeline.projectId(), options(pipeline), fileIds(pipeline), imageIds(pipeline)),
          out);
    }
  }

  /** Deletes a temporary file. */
  public void delete(File file) {
    file.delete();
  }

  private ExportOptions options(FinishedPipeline pipeline) {
    return read(pipeline.export(), ExportOptions.class);
  }

  private List<String> fileIds(FinishedPipeline pipeline) {
    if (pipeline.fileId() != null) {
      return List.of(pipeline.fileId());
    }
    TaskInput input = pipeline.input() == null ? null : read(pipeline.input(), TaskInput.class);
    return input == null || input.fileIds() == null ? List.of() : input.fileIds();
  }

  private List<String> imageIds(FinishedPipeline pipeline) {
    TaskInput input = pipeline.input() == null ? null : read(pipeline.input(), TaskInput.class);
    return input == null || input.imageIds() == null ? List.of() : input.imageIds();
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored pipeline cannot be read", e);
    }
  }
}
