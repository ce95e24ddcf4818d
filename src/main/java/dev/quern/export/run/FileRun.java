package dev.quern.export.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quern.export.bundle.Contents;
import dev.quern.export.bundle.Target;
import dev.quern.export.file.RecordWriter;
import dev.quern.export.format.Row;
import dev.quern.export.run.split.Sides;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows into a file or a bundle. The train side goes straight to the target; the test side
 * waits in a temporary file, which {@link #close} deletes.
 */
final class FileRun implements RowSink, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FileRun.class);

  private static final String MISSING = "missing-images.txt";
  private static final String MISSING_TEXT =
      """
      These images were deleted while this file was written. The records that name them are without
      an image: leave them out, or export again.

      %s
      """;

  private final Plan plan;
  private final Target target;
  private final @Nullable Sides sides;
  private final ImageContents images;
  private final Path scratch;
  private final Choice choice;
  private final Tally tally = new Tally();
  private final Map<String, String> imageIds = new LinkedHashMap<>();
  private @Nullable CountingOutput trainOut;
  private @Nullable RecordWriter train;
  private @Nullable RecordWriter test;
  private @Nullable OutputStream testOut;
  private @Nullable Path testFile;
  private Contents.@Nullable Counts counts;

  FileRun(Plan plan, Target target, @Nullable Sides sides, ImageContents images, Path scratch) {
    this.plan = plan;
    this.target = target;
    this.sides = sides;
    this.images = images;
    this.scratch = scratch;
    this.choice = plan.choice();
  }

  @Override
  public Rows rows() {
    return plan.rows();
  }

  /** What was written; there once the run has ended. */
  Contents.Counts counts() {
    if (counts == null) {
      throw new IllegalStateException("the file has not been written to its end");
    }
    return counts;
  }

  @Override
  public boolean take(Map<String, Object> columns) throws IOException {
    Row row = new Row(rows().kind(), columns);
    if (sides != null && !sides.hold(row)) {
      return true; // it came after the sides were chosen
    }
    if (!choice.takes(row)) {
      return !choice.isFull();
    }
    Optional<Row> whole = images.row(plan, columns);
    if (whole.isEmpty() || !hasImageFile(row)) {
      return true;
    }
    boolean isTest = sides != null && sides.isTest(row);
    (isTest ? test() : train()).write(plan.format().record(whole.get(), plan.style()));
    tally.count(row, isTest);
    return !choice.isFull();
  }

  /**
   * Notes the image of a row for a file of its own; whether the row still has one, or needs none.
   */
  private boolean hasImageFile(Row row) {
    if (!plan.hasImageFiles() || !(row.here("image_id") instanceof String image)) {
      return true;
    }
    return imageIds.containsKey(row.imagePath())
        || images.has(image) && imageIds.put(row.imagePath(), image) == null;
  }

  /** Writes the images, and the paths of those that were deleted after their rows were written. */
  private int writeImages() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> image : imageIds.entrySet()) {
      Optional<byte[]> content = images.of(image.getValue());
      if (content.isPresent()) {
        target.begin(image.getKey()).write(content.get());
      } else {
        missing.add(image.getKey());
      }
    }
    if (!missing.isEmpty()) {
      log.warn("{} images were deleted while {} was exported", missing.size(), plan.name());
      target
          .begin(MISSING)
          .write(MISSING_TEXT.formatted(String.join("\n", missing)).getBytes(UTF_8));
    }
    return imageIds.size() - missing.size();
  }

  private RecordWriter train() throws IOException {
    if (train == null) {
      trainOut = new CountingOutput(target.begin(plan.path("train")));
      train = plan.form().write(plan.fields(), trainOut);
    }
    return train;
  }

  private RecordWriter test() throws IOException {
    if (test == null) {
      testFile = Files.createTempFile(scratch, "export-", ".part");
      testOut = new java.io.BufferedOutputStream(Files.newOutputStream(testFile), 1 << 16);
      test = plan.form().write(plan.fields(), testOut);
    }
    return test;
  }

  @Override
  public void end() throws IOException {
    train().end();
    tally.file(plan.path("train"), java.util.Objects.requireNonNull(trainOut).count());
    if (sides != null) {
      test().end();
      java.util.Objects.requireNonNull(testOut).close();
      Path written = java.util.Objects.requireNonNull(testFile);
      Files.copy(written, target.begin(plan.path("test")));
      tally.file(plan.path("test"), Files.size(written));
    }
    counts = tally.counts(writeImages());
    if (plan.bundle() != null) {
      plan.bundle().finish(target, contents(counts));
    }
    target.close();
  }

  private Contents contents(Contents.Counts counts) {
    return new Contents(
        plan.name(),
        plan.description(),
        rows().kind(),
        plan.form().name(),
        plan.format().name(),
        plan.fields(),
        plan.style().systems(),
        plan.filters(),
        plan.prompts(),
        sides == null ? null : sides.how(counts.test(), counts.records()),
        counts);
  }

  @Override
  public void close() throws IOException {
    if (testOut != null) {
      testOut.close();
    }
    if (testFile != null) {
      Files.deleteIfExists(testFile);
    }
  }
}
