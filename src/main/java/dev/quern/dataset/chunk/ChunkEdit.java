package dev.quern.dataset.chunk;

import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/** The fields that a person may change of a chunk; its offsets keep saying where it came from. */
public record ChunkEdit(@Nullable String name, @Nullable String content, @Nullable String summary) {

  void check() {
    new FieldChecks()
        .text("name", name, 1_000)
        .text("content", content, 1_000_000)
        .present("summary", summary, "a string")
        .optional("summary", summary, 10_000)
        .done();
  }
}
