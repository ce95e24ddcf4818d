package dev.quern.tasktype.textprocessing;

import dev.quern.chunk.Chunk;
import dev.quern.chunk.Chunker;
import dev.quern.document.SourceFiles;
import dev.quern.task.TaskItem;
import dev.quern.tasktype.MissingSourceException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The steps of the route text-processing. */
@Component("textProcessing")
public class TextSteps {

  private static final int BATCH = 500;

  private final SourceFiles files;
  private final Chunker chunker;
  private final ChunkStaging staging;

  TextSteps(SourceFiles files, Chunker chunker, ChunkStaging staging) {
    this.files = files;
    this.chunker = chunker;
    this.staging = staging;
  }

  /** The chunks of the item's file in batches, found as they are asked for. */
  public Iterator<List<Chunk>> split(TaskItem item) {
    if (!files.exists(item.ref())) {
      throw MissingSourceException.of("file", item.ref());
    }
    staging.clear(item);
    Iterator<Chunk> chunks =
        chunker.chunks(files.text(item.ref()), TextProcessingType.settings(item.task().config()));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return chunks.hasNext();
      }

      @Override
      public List<Chunk> next() {
        List<Chunk> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && chunks.hasNext()) {
          batch.add(chunks.next());
        }
        return batch;
      }
    };
  }

  /** Puts a batch aside until the whole file is done. */
  public void stage(TaskItem item, List<Chunk> batch) {
    staging.stage(item, batch);
  }

  /** All chunks of the file are staged. */
  public StagedChunks staged(TaskItem item) {
    return new StagedChunks(item);
  }
}
