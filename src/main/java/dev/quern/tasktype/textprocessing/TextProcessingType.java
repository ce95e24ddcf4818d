package dev.quern.tasktype.textprocessing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.chunk.ChunkSettings;
import dev.quern.chunk.InvalidChunkSettingsException;
import dev.quern.dataset.gate.TextGate;
import dev.quern.document.original.FileSettings;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.Sharing;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ConfigReader;
import dev.quern.tasktype.input.ItemSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes text-processing to the engine; an item is a file, its result the staged chunks. */
@Component
class TextProcessingType implements TaskType<StagedChunks> {

  private static final String IMAGES = "extract_images";
  private static final String MIN_CHUNK_CHARS = "min_chunk_chars";
  private static final String OVERTAKEN = "overtaken";
  private static final int MAX_LEAST = 100_000;

  private final ItemSelection selection;
  private final ChunkPublication publication;
  private final OrphanedRows withoutChunk;
  private final SupersededVersions versions;
  private final TaskSettings settings;
  private final FileSettings files;

  TextProcessingType(
      ItemSelection selection,
      ChunkPublication publication,
      OrphanedRows withoutChunk,
      SupersededVersions versions,
      TaskSettings settings,
      FileSettings files) {
    this.selection = selection;
    this.publication = publication;
    this.withoutChunk = withoutChunk;
    this.versions = versions;
    this.settings = settings;
    this.files = files;
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
  public Class<ChunkSettings> configType() {
    return ChunkSettings.class;
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    ChunkSettings checked = settings(config);
    ObjectNode stored = ConfigReader.write(checked);
    stored.put(IMAGES, wantsImages(config));
    stored.put(MIN_CHUNK_CHARS, leastCharacters(config));
    // Splitting is work for the CPU: more at once than it has cores gains nothing.
    return new ValidatedConfig(stored, settings.cpuWorkers(), 3, null);
  }

  static ChunkSettings settings(ObjectNode config) {
    try {
      ObjectNode own = config.deepCopy();
      own.remove(List.of(IMAGES, MIN_CHUNK_CHARS));
      return ConfigReader.read(own, ChunkSettings.class);
    } catch (InvalidChunkSettingsException e) {
      throw InvalidRequestException.field(e.field(), e.problem());
    }
  }

  /** Whether the images in the files become images of the project. */
  static boolean wantsImages(ObjectNode config) {
    JsonNode wanted = config.path(IMAGES);
    boolean given = !wanted.isMissingNode() && !wanted.isNull();
    new FieldChecks().that(!given || wanted.isBoolean(), IMAGES, "must be true or false").done();
    return wanted.asBoolean();
  }

  /** The least characters of a chunk; shorter ones are skipped by generation unless named [40]. */
  static int leastCharacters(ObjectNode config) {
    JsonNode min = config.path(MIN_CHUNK_CHARS);
    boolean given = !min.isMissingNode() && !min.isNull();
    new FieldChecks()
        .that(
            !given || min.isIntegralNumber() && min.asLong() >= 0 && min.asLong() <= MAX_LEAST,
            MIN_CHUNK_CHARS,
            "must be a whole number from 0 to " + MAX_LEAST)
        .done();
    return given ? min.asInt() : TextGate.DEFAULT_MINIMUM;
  }

  /** The texts lie in the database; the images in the originals, which one node may have alone. */
  @Override
  public Sharing sharing(Task task) {
    boolean anywhere = files.isShared() || !wantsImages(task.config());
    return anywhere ? Sharing.WORKERS : Sharing.NONE;
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.files(task);
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every file of the project has chunks."
        : "Nothing to do: the input names no file.";
  }

  @Override
  public void store(Task task, List<ItemResult<StagedChunks>> results) {
    versions.lock(results.stream().map(result -> result.item().ref()).toList());
    results.forEach(result -> publication.publish(result.value()));
  }

  /** How many rows that came from its files have no chunk, and which files have none. */
  @Override
  public ObjectNode report(Task task) {
    ObjectNode report = withoutChunk.report(task.id());
    long overtaken = versions.overtaken(task);
    return overtaken == 0 ? report : report.put(OVERTAKEN, overtaken);
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    long files = report.path(OVERTAKEN).asLong();
    return files == 0
        ? null
        : "A newer version has taken over from %d of the files.".formatted(files);
  }
}
