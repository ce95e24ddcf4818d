package dev.quern.page.file;

import dev.quern.Paging;
import dev.quern.chunk.ChunkSettings;
import dev.quern.chunk.InvalidChunkSettingsException;
import dev.quern.chunk.Strategy;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.Slice;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.ChunkCuts;
import dev.quern.dataset.chunk.ChunkEdit;
import dev.quern.dataset.chunk.ChunkFilter;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.lineage.FileLineage;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.page.FormText;
import dev.quern.page.ProjectViews;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One file: a part of its text beside its chunks, and the editing of a chunk. */
@Controller
@RequestMapping("/projects/{projectId}")
class FileTextPage {

  private static final int CHUNKS_ON_A_PAGE = 30;
  private static final int CHUNKS_BEFORE = 5;

  private final ProjectViews views;
  private final SourceFiles files;
  private final FileLineage rows;
  private final Chunks chunks;
  private final ChunkCuts cuts;
  private final FileTexts texts;
  private final SplitPreview preview;

  FileTextPage(
      ProjectViews views,
      SourceFiles files,
      FileLineage rows,
      Chunks chunks,
      ChunkCuts cuts,
      FileTexts texts,
      SplitPreview preview) {
    this.views = views;
    this.files = files;
    this.rows = rows;
    this.chunks = chunks;
    this.cuts = cuts;
    this.texts = texts;
    this.preview = preview;
  }

  @GetMapping("/files/{fileId}")
  String show(
      @PathVariable String projectId,
      @PathVariable String fileId,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(required = false) @Nullable String chunk,
      Model model) {
    views.open(projectId, "files", model);
    rows.name(projectId, fileId);
    SourceFile file = files.get(fileId);
    ChunkFilter ofFile = ChunkFilter.all(projectId).withFile(fileId);
    Cursor from = cursor(ofFile, after, before, chunk);
    Slice<Chunk> slice = chunks.slice(ofFile, from, CHUNKS_ON_A_PAGE);
    model.addAttribute("file", file);
    model.addAttribute("slice", slice);
    model.addAttribute("total", chunks.list(ofFile, new Paging(1, 0)).total());
    model.addAttribute("pieces", texts.pieces(file, slice.items(), slice.less(), slice.more()));
    model.addAttribute("chosen", chunk);
    model.addAttribute("strategies", Strategy.values());
    model.addAttribute("defaults", ChunkSettings.defaults());
    model.addAttribute("tried", ChunkSettings.defaults());
    model.addAttribute("after", from.after());
    model.addAttribute("before", from.before());
    return "file/text";
  }

  /** Where the shown chunks begin; for a chunk that stands alone, a few before it. */
  private Cursor cursor(
      ChunkFilter ofFile, @Nullable String after, @Nullable String before, @Nullable String chunk) {
    Cursor given = new Cursor(blankToNull(after), blankToNull(before), Chunks.PLACE);
    if (blankToNull(chunk) == null || given.after() != null || given.before() != null) {
      return given;
    }
    Slice<Chunk> those = chunks.slice(ofFile, new Cursor(null, chunk, Chunks.PLACE), CHUNKS_BEFORE);
    return new Cursor(those.less() ? those.items().get(0).id() : null, null, Chunks.PLACE);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** A preview of the chunks that a task with these settings would make. */
  @GetMapping("/files/{fileId}/split")
  String split(
      @PathVariable String projectId,
      @PathVariable String fileId,
      @RequestParam Strategy strategy,
      @RequestParam(name = "chunk_size", defaultValue = "") String chunkSize,
      @RequestParam(defaultValue = "") String overlap,
      @RequestParam(defaultValue = "") String delimiter,
      @RequestParam(name = "min_length", defaultValue = "") String minLength,
      @RequestParam(name = "max_length", defaultValue = "") String maxLength,
      Model model) {
    views.open(projectId, "files", model);
    rows.name(projectId, fileId);
    model.addAttribute("file", files.get(fileId));
    try {
      ChunkSettings settings =
          ChunkSettings.of(
              strategy,
              whole("chunk_size", chunkSize),
              whole("overlap", overlap),
              delimiter.isEmpty() ? null : delimiter,
              whole("min_length", minLength),
              whole("max_length", maxLength));
      model.addAttribute("split", preview.of(fileId, settings));
      model.addAttribute("tried", settings);
    } catch (InvalidChunkSettingsException | InvalidRequestException e) {
      model.addAttribute("error", e.getMessage());
    }
    return "file/text :: split";
  }

  private static @Nullable Integer whole(String name, String given) {
    if (!given.strip().matches("(-?\\d{1,9})?")) {
      throw InvalidRequestException.field(name, "must be a whole number");
    }
    return given.isBlank() ? null : Integer.valueOf(given.strip());
  }

  @GetMapping("/chunks/{chunkId}")
  String chunk(@PathVariable String projectId, @PathVariable String chunkId, Model model) {
    views.open(projectId, "files", model);
    Chunk chunk = chunks.get(projectId, chunkId);
    model.addAttribute("chunk", chunk);
    model.addAttribute("version", FormText.version(chunk.edit()));
    return "file/chunk";
  }

  @PostMapping("/chunks/{chunkId}")
  String edit(
      @PathVariable String projectId,
      @PathVariable String chunkId,
      @RequestParam String name,
      @RequestParam String content,
      @RequestParam(defaultValue = "") String summary,
      @RequestParam(required = false) @Nullable String version,
      Model model) {
    ChunkEdit sent = new ChunkEdit(name, content, summary);
    try {
      return beside(
          chunks.edit(projectId, chunkId, old -> FormText.onto(old, typed(old, sent), version)));
    } catch (ConflictException e) {
      model.addAttribute("typed", sent);
      return chunk(projectId, chunkId, model);
    }
  }

  private static ChunkEdit typed(ChunkEdit old, ChunkEdit sent) {
    return new ChunkEdit(
        FormText.line(old.name(), sent.name()),
        FormText.text(old.content(), sent.content()),
        FormText.line(old.summary(), sent.summary()));
  }

  @PostMapping("/chunks/{chunkId}/merge")
  String merge(@PathVariable String projectId, @PathVariable String chunkId) {
    return beside(cuts.merge(projectId, chunkId));
  }

  /** Splits a chunk at the selected position; {@code at} is in code points. */
  @PostMapping("/chunks/{chunkId}/split")
  String cut(@PathVariable String projectId, @PathVariable String chunkId, @RequestParam int at) {
    return beside(cuts.split(projectId, chunkId, at));
  }

  /** Shows a chunk at its position in the text. */
  private static String beside(Chunk chunk) {
    return "redirect:/projects/%s/files/%s?chunk=%s"
        .formatted(chunk.projectId(), chunk.fileId(), chunk.id());
  }

  @PostMapping("/chunks/{chunkId}/delete")
  String delete(@PathVariable String projectId, @PathVariable String chunkId) {
    Chunk chunk = chunks.get(projectId, chunkId);
    chunks.delete(projectId, chunkId);
    return "redirect:/projects/" + projectId + "/files/" + chunk.fileId();
  }
}
