package dev.quern.dataset.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry that a person writes; question and answer are required. */
public record NewEntry(
    @Nullable String question,
    @Nullable String answer,
    @Nullable String cot,
    @Nullable String chunkId,
    @Nullable List<String> tags) {

  void check() {
    new EntryEdit(
            question,
            answer,
            cot == null ? "" : cot,
            null,
            null,
            null,
            tags == null ? List.of() : tags,
            null,
            false,
            null)
        .check();
  }
}
