package dev.quern.pipeline.intake;

import dev.quern.dataset.project.Projects;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.FileStore;
import dev.quern.pipeline.FileNames;
import dev.quern.pipeline.PipelineSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the name and size of files that arrive, and keeps their content in the store. */
@Component
public class Arrivals {

  private final Projects projects;
  private final FileStore store;
  private final IntakeSettings settings;

  Arrivals(Projects projects, FileStore store, IntakeSettings settings) {
    this.projects = projects;
    this.store = store;
    this.settings = settings;
  }

  /** A file dropped for a project, with the steps for it. */
  IncomingFile dropped(String projectId, Path file, PipelineSteps steps) {
    String fileName = FileNames.composed(String.valueOf(file.getFileName()));
    return arrival(projectId, file, fileName, steps, steps.charset());
  }

  /** A file uploaded to a project, in a named or detected charset. */
  public IncomingFile sent(
      String projectId, Path file, String fileName, @Nullable Charset charset) {
    return arrival(projects.get(projectId).id(), file, fileName, null, charset);
  }

  private IncomingFile arrival(
      String projectId,
      Path file,
      String fileName,
      @Nullable PipelineSteps steps,
      @Nullable Charset charset) {
    FileNames.checked(fileName);
    try {
      long size = Files.size(file);
      settings.check(fileName, size);
      if (size == 0) {
        throw UnreadableFileException.empty(fileName);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read", e);
    }
    return new IncomingFile(projectId, file, fileName, store.keep(file), steps, charset);
  }
}
