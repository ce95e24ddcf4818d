package dev.quern.tasktype.textprocessing;

import dev.quern.chunk.Chunker;
import dev.quern.chunk.TextChunk;
import dev.quern.document.extraction.EmbeddedImages;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceFiles;
import dev.quern.document.store.SourceTexts;
import dev.quern.error.NotFoundException;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.input.SourceDeletedException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The steps of the route text-processing. */
@Component("textProcessing")
public class TextSteps {

  private static final int BATCH = 500;

  private final SourceFiles files;
  private final SourceTexts texts;
  private final Chunker chunker;
  private final ChunkStaging staging;
  private final EmbeddedImages images;

  TextSteps(
      SourceFiles files,
      SourceTexts texts,
      Chunker chunker,
      ChunkStaging staging,
      EmbeddedImages images) {
    this.files = files;
    this.texts = texts;
    this.images = images;
    this.chunker = chunker;
    this.staging = staging;
  }

  /** Whether the images in the item's file become images of the project. */
  public boolean wantsImages(TaskItem item) {
    return TextProcessingType.wantsImages(item.task().config());
  }

  /** Takes the images out of the item's file, into temporary files. */
  public EmbeddedImages.Extracted extractImages(TaskItem item) {
    return images.extract(file(item));
  }

  /** Imports one of them into the project. */
  public void storeImage(TaskItem item, EmbeddedImages.EmbeddedImage image) {
    images.add(file(item), image);
  }

  /** Deletes the temporary files. */
  public void deleteExtracted(EmbeddedImages.Extracted extracted) {
    images.delete(extracted);
  }

  private SourceFile file(TaskItem item) {
    try {
      return files.get(item.ref());
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("file", item.ref());
    }
  }

  /** The chunks of the item's file in batches, computed when they are requested. */
  public Iterator<List<TextChunk>> split(TaskItem item) {
    if (!files.exists(item.ref())) {
      throw SourceDeletedException.of("file", item.ref());
    }
    staging.begin(item);
    Iterator<TextChunk> chunks =
        chunker.chunks(texts.read(item.ref()), TextProcessingType.settings(item.task().config()));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return chunks.hasNext();
      }

      @Override
      public List<TextChunk> next() {
        List<TextChunk> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && chunks.hasNext()) {
          batch.add(chunks.next());
        }
        return batch;
      }
    };
  }

  /** Stages a batch until the whole file is done. */
  public void stage(TaskItem item, List<TextChunk> batch) {
    staging.stage(item, batch);
  }

  /** The result of the item, once all chunks of the file are staged. */
  public StagedChunks staged(TaskItem item) {
    return new StagedChunks(item);
  }
}
