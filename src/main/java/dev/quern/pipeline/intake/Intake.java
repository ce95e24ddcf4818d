package dev.quern.pipeline.intake;

import dev.quern.dataset.project.Projects;
import dev.quern.document.ExtractedText;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.document.original.FileStore;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.original.StoredFile;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.NotFoundException;
import dev.quern.pipeline.FileNames;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.pipeline.Pipelines;
import dev.quern.pipeline.ProcessedContent;
import dev.quern.pipeline.reading.FileToRead;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accepts files: stores them, writes their rows, and queues their tasks. */
@Component("intake")
public class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final Projects projects;
  private final FileStore store;
  private final SourceFiles files;
  private final Images images;
  private final OriginalFiles originals;
  private final Pipelines pipelines;
  private final ProcessedContent content;
  private final IntakeSettings settings;

  Intake(
      Projects projects,
      FileStore store,
      SourceFiles files,
      Images images,
      OriginalFiles originals,
      Pipelines pipelines,
      ProcessedContent content,
      IntakeSettings settings) {
    this.projects = projects;
    this.store = store;
    this.files = files;
    this.images = images;
    this.originals = originals;
    this.pipelines = pipelines;
    this.content = content;
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

  /** Whether it is an image of a kind that projects hold. */
  public boolean isImage(IncomingFile arrival) {
    return images.isImage(here(arrival).path());
  }

  /** What is read of a document: its copy in the store. */
  public FileToRead document(IncomingFile arrival) {
    return new FileToRead(
        arrival.stored(), arrival.fileName(), arrival.charset(), arrival.isUploaded());
  }

  private StoredFile here(IncomingFile arrival) {
    return store.here(arrival.stored(), arrival.fileName());
  }

  /** The key of content, steps and project, by which repeated files are recognized. */
  public String key(IncomingFile arrival) {
    return key(arrival, steps(arrival, isImage(arrival)));
  }

  private static String key(IncomingFile arrival, PipelineSteps steps) {
    return arrival.projectId() + "/" + arrival.stored().sha256() + "/" + steps.fingerprint();
  }

  /**
   * Stores a file with its text and creates its tasks, in one transaction. For a new version of a
   * document, only what has changed is processed; for content that another process of this home has
   * just taken in, nothing.
   */
  @Transactional
  public SourceFile accept(IncomingFile arrival, ExtractedText text) {
    PipelineSteps steps = steps(arrival, false);
    String key = key(arrival, steps);
    if (!content.isNew(key)) {
      return files
          .withContent(arrival.projectId(), arrival.stored().sha256())
          .orElseThrow(() -> NotFoundException.of("file", arrival.fileName()));
    }
    boolean hasRun = content.hasRun(key);
    originals.claim(arrival.stored(), arrival.fileName());
    SourceFile file = files.add(arrival.projectId(), arrival.fileName(), arrival.stored(), text);
    TaskInput all = TaskInput.ofFiles(List.of(file.id()));
    List<Task> tasks =
        pipelines.start(
            arrival.projectId(),
            file.id(),
            hasRun || files.hasOlderVersion(file.id()) ? all.lackingOnly() : all,
            steps);
    log.info(
        "{} is accepted as file {}: {} characters of text, {} tasks",
        arrival.fileName(),
        file.id(),
        text.characters(),
        tasks.size());
    return file;
  }

  /** Refuses an image whose pixels cannot be decoded. */
  public void checkImage(IncomingFile arrival) {
    images.check(arrival.fileName(), here(arrival));
  }

  /** Stores an image and creates the tasks of the steps for images. */
  @Transactional
  public Image acceptImage(IncomingFile arrival) {
    PipelineSteps steps = steps(arrival, true);
    boolean isNew = !arrival.isUploaded() && content.isNew(key(arrival, steps));
    originals.claim(arrival.stored(), arrival.fileName());
    Image image = images.add(arrival.projectId(), arrival.fileName(), here(arrival));
    if (isNew) {
      pipelines.startForImage(arrival.projectId(), image.id(), steps);
    }
    log.info(
        "{} is accepted as image {}, {} x {}",
        arrival.fileName(),
        image.id(),
        image.width(),
        image.height());
    return image;
  }

  /** Stores uploaded files, all or none. */
  @Transactional
  public List<SourceFile> addAll(List<ReadArrival> read) {
    List<SourceFile> added = new ArrayList<>();
    for (ReadArrival each : read) {
      IncomingFile arrival = each.arrival();
      originals.claim(arrival.stored(), arrival.fileName());
      added.add(files.add(arrival.projectId(), arrival.fileName(), arrival.stored(), each.text()));
    }
    return added;
  }

  /** Stores uploaded images, all or none. */
  @Transactional
  public List<Image> addImages(List<IncomingFile> arrivals) {
    return arrivals.stream().map(this::acceptImage).toList();
  }

  /**
   * An uploaded file with its text.
   *
   * @param texts also receives the text, so that it is deleted in any case
   */
  public ReadArrival read(IncomingFile arrival, ExtractedText text, List<ExtractedText> texts) {
    texts.add(text);
    return new ReadArrival(arrival, text);
  }

  /** A file whose text has been extracted but not stored. */
  public record ReadArrival(IncomingFile arrival, ExtractedText text) {}

  private PipelineSteps steps(IncomingFile arrival, boolean aboutImages) {
    PipelineSteps steps = arrival.steps() == null ? PipelineSteps.NONE : arrival.steps();
    return pipelines.part(steps, aboutImages);
  }

  /** Deletes the temporary files of all texts of an upload. */
  public void deleteTexts(@Nullable List<ExtractedText> texts) {
    if (texts != null) {
      texts.forEach(this::deleteTemporary);
    }
  }

  /** Deletes the temporary file of an extracted text, if there is one. */
  public void deleteTemporary(@Nullable ExtractedText text) {
    if (text == null) {
      return;
    }
    try {
      Files.deleteIfExists(text.markdown());
    } catch (IOException e) {
      log.warn("The temporary file {} cannot be deleted: {}", text.markdown(), e.getMessage());
    }
  }
}
