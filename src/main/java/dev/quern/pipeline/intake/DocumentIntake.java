package dev.quern.pipeline.intake;

import dev.quern.document.ExtractedText;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.NotFoundException;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.pipeline.Pipelines;
import dev.quern.pipeline.ProcessedContent;
import dev.quern.pipeline.reading.FileToRead;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accepts documents: stores them with their texts, and queues their tasks. */
@Component("documentIntake")
public class DocumentIntake {

  private static final Logger log = LoggerFactory.getLogger(DocumentIntake.class);

  private final SourceFiles files;
  private final OriginalFiles originals;
  private final Pipelines pipelines;
  private final ProcessedContent content;

  DocumentIntake(
      SourceFiles files, OriginalFiles originals, Pipelines pipelines, ProcessedContent content) {
    this.files = files;
    this.originals = originals;
    this.pipelines = pipelines;
    this.content = content;
  }

  /** What is read of a document: its copy in the store. */
  public FileToRead document(IncomingFile arrival) {
    return new FileToRead(
        arrival.stored(), arrival.fileName(), arrival.charset(), arrival.isUploaded());
  }

  /** The key of content, steps and project, by which repeated documents are recognized. */
  public String key(IncomingFile arrival) {
    return arrival.key(steps(arrival));
  }

  /**
   * Stores a file with its text and creates its tasks, in one transaction. For a new version of a
   * document, only what has changed is processed; for content that another process of this home has
   * just taken in, nothing.
   */
  @Transactional
  public SourceFile accept(IncomingFile arrival, ExtractedText text) {
    PipelineSteps steps = steps(arrival);
    String key = arrival.key(steps);
    if (!content.isNew(key)) {
      return files
          .withContent(arrival.projectId(), arrival.stored().sha256())
          .orElseThrow(() -> NotFoundException.of("file", arrival.fileName()));
    }
    boolean hasRun = content.hasRun(key);
    SourceFile file = add(arrival, text);
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

  /** Stores uploaded files, all or none. */
  @Transactional
  public List<SourceFile> addAll(List<ReadFile> read) {
    List<SourceFile> added = new ArrayList<>();
    for (ReadFile each : read) {
      added.add(add(each.arrival(), each.text()));
    }
    return added;
  }

  private SourceFile add(IncomingFile arrival, ExtractedText text) {
    originals.claim(arrival.stored(), arrival.fileName());
    return files.add(arrival.projectId(), arrival.fileName(), arrival.stored(), text);
  }

  private PipelineSteps steps(IncomingFile arrival) {
    return pipelines.part(arrival.allSteps(), false);
  }
}
