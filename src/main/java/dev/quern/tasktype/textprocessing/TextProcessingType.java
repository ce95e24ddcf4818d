package dev.quern.tasktype.textprocessing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.FieldChecks;
import dev.quern.InvalidRequestException;
import dev.quern.chunk.ChunkSettings;
import dev.quern.chunk.InvalidChunkSettingsException;
import dev.quern.task.CheckedConfig;
import dev.quern.task.ItemKind;
import dev.quern.task.ItemQuery;
import dev.quern.task.ItemResult;
import dev.quern.task.Task;
import dev.quern.task.TaskSettings;
import dev.quern.task.TaskType;
import dev.quern.tasktype.ConfigReader;
import dev.quern.tasktype.InputRows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes text-processing to the engine; an item is a file, its result the staged chunks. */
@Component
class TextProcessingType implements TaskType<StagedChunks> {

  private static final String IMAGES = "extract_images";

  private final InputRows inputs;
  private final ChunkStaging staging;
  private final RowsWithoutChunk withoutChunk;
  private final TaskSettings settings;

  TextProcessingType(
      InputRows inputs,
      ChunkStaging staging,
      RowsWithoutChunk withoutChunk,
      TaskSettings settings) {
    this.inputs = inputs;
    this.staging = staging;
    this.withoutChunk = withoutChunk;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "text-processing";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.FILE;
  }

  @Override
  public CheckedConfig check(ObjectNode config, @Nullable String language) {
    ChunkSettings checked = settings(config);
    ObjectNode stored = ConfigReader.write(checked);
    stored.put(IMAGES, wantsImages(config));
    // Splitting is work for the CPU: more at once than it has cores gains nothing.
    return new CheckedConfig(stored, settings.cpuWorkers(), 3, null);
  }

  static ChunkSettings settings(ObjectNode config) {
    try {
      ObjectNode own = config.deepCopy();
      own.remove(IMAGES);
      return ConfigReader.read(own, ChunkSettings.class);
    } catch (InvalidChunkSettingsException e) {
      throw InvalidRequestException.field(e.field(), e.problem());
    }
  }

  /** Whether the pictures in the files are to become images of the project. */
  static boolean wantsImages(ObjectNode config) {
    JsonNode wanted = config.path(IMAGES);
    boolean given = !wanted.isMissingNode() && !wanted.isNull();
    new FieldChecks().that(!given || wanted.isBoolean(), IMAGES, "must be true or false").done();
    return wanted.asBoolean();
  }

  @Override
  public ItemQuery items(Task task) {
    return inputs.files(task);
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every file of the project has chunks."
        : "Nothing to do: the input names no file.";
  }

  @Override
  public void store(Task task, List<ItemResult<StagedChunks>> results) {
    results.forEach(result -> staging.publish(result.value()));
  }

  /** How much of what came from its files has lost its chunk, now or before. */
  @Override
  public ObjectNode report(Task task) {
    return withoutChunk.report(task.id());
  }
}
