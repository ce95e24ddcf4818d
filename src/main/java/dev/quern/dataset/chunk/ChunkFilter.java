package dev.quern.dataset.chunk;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import org.jspecify.annotations.Nullable;

/** Which chunks of a project are wanted; what is null filters nothing. */
public final class ChunkFilter extends RowFilter<ChunkFilter> {

  private ChunkFilter(WhereClause conditions) {
    super("c", conditions);
  }

  /** All chunks of the project. */
  public static ChunkFilter all(String projectId) {
    return new ChunkFilter(ofProject("c", projectId));
  }

  /** The file that it was cut from. */
  public ChunkFilter withFile(@Nullable String value) {
    return equal("file_id", value);
  }

  /** Whether it is left out of generation. */
  public ChunkFilter withSkipped(@Nullable Boolean skipped) {
    return new ChunkFilter(
        conditions.copy().flag(skipped, "c.skip_reason is not null", "c.skip_reason is null"));
  }

  /** A text that name or content holds, ignoring case. */
  public ChunkFilter withText(@Nullable String text) {
    return new ChunkFilter(conditions.copy().contains(text, "chunk c", "c.name", "c.content"));
  }

  @Override
  protected ChunkFilter of(WhereClause changed) {
    return new ChunkFilter(changed);
  }
}
