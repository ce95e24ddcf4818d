package dev.quern.dataset;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Locks the files of rows that are about to be stored with the name of their file. Splitting and
 * deleting lock a file before its chunks; storing does the same, so that neither waits for the
 * other in a circle, and the chunk of a row does not go over to a new version meanwhile.
 */
public final class FileLocks {

  private static final String OF_CHUNKS =
      """
      select 1 from source_file f
      where f.id in (select c.file_id from chunk c where c.id = any(:ids))
      order by f.id for key share
      """;

  private static final String OF_QUESTIONS =
      """
      select 1 from source_file f
      where f.id in (
          select coalesce(c.file_id, q.file_id)
          from question q left join chunk c on c.id = q.chunk_id where q.id = any(:ids))
      order by f.id for key share
      """;

  private FileLocks() {}

  /** Locks the files that these chunks belong to, until the transaction ends. */
  public static void holdOfChunks(JdbcClient jdbc, Collection<@Nullable String> chunkIds) {
    hold(jdbc, OF_CHUNKS, chunkIds);
  }

  /** Locks the files that these questions come from, until the transaction ends. */
  public static void holdOfQuestions(JdbcClient jdbc, Collection<@Nullable String> questionIds) {
    hold(jdbc, OF_QUESTIONS, questionIds);
  }

  private static void hold(JdbcClient jdbc, String statement, Collection<@Nullable String> ids) {
    String[] named = ids.stream().filter(Objects::nonNull).distinct().toArray(String[]::new);
    if (named.length > 0) {
      jdbc.sql(statement).param("ids", named).query(Integer.class).list();
    }
  }
}
