package dev.quern.document.original;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code original}: where originals lie, and which of them nothing refers to. All times
 * are the database's.
 */
@Repository
class OriginalRows {

  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:sha256, 16))";

  private static final String AWAIT =
      """
      insert into original (sha256, store, place, size, awaited_until)
      values (:sha256, :store, :place, :size, now() + :grace * interval '1 millisecond')
      on conflict (sha256, store, place) do update
          set awaited_until = greatest(original.awaited_until, excluded.awaited_until)
      """;

  /** One that is found in a folder may be about to be referred to, as any that is stored now. */
  private static final String FOUND =
      """
      insert into original (sha256, store, place, size, awaited_until)
      select sha256, :store, :place, size, now() + :grace * interval '1 millisecond'
      from unnest(:hashes, :sizes) as t (sha256, size)
      on conflict (sha256, store, place) do nothing
      """;

  private static final String SELECT = "select sha256, store, place, size from original o ";

  private static final String USED =
      """
      (exists (select 1 from source_file f where f.sha256 = o.sha256)
          or exists (select 1 from image i where i.sha256 = o.sha256))
      """;

  private static final String AWAITED = "coalesce(awaited_until > now(), false)";

  private static final String MINE = "(store <> 'local' or place = :here)";

  private static final String ORDER = " order by sha256, store, place limit :limit";

  private final JdbcClient jdbc;

  OriginalRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends nobody else stores, claims or deletes that content. */
  void lock(String sha256) {
    jdbc.sql(LOCK).param("sha256", sha256).query().listOfRows();
  }

  /** Writes that an original is about to be stored there, and soon to be referred to. */
  void await(Original original, Duration grace) {
    jdbc.sql(AWAIT)
        .param("sha256", original.sha256())
        .param("store", original.kind().word())
        .param("place", original.place())
        .param("size", original.size())
        .param("grace", grace.toMillis())
        .update();
  }

  /** Writes that originals were found in one place. */
  void found(List<Original> originals, Duration grace) {
    if (!originals.isEmpty()) {
      jdbc.sql(FOUND)
          .param("hashes", originals.stream().map(Original::sha256).toArray(String[]::new))
          .param("sizes", originals.stream().map(Original::size).toArray(Long[]::new))
          .param("store", originals.get(0).kind().word())
          .param("place", originals.get(0).place())
          .param("grace", grace.toMillis())
          .update();
    }
  }

  /** Nothing waits for it any more; says whether it is stored anywhere. */
  boolean claim(String sha256) {
    return jdbc.sql("update original set awaited_until = null where sha256 = :sha256")
            .param("sha256", sha256)
            .update()
        > 0;
  }

  List<Original> of(String sha256) {
    return jdbc.sql(SELECT + "where sha256 = :sha256 order by store, place")
        .param("sha256", sha256)
        .query(OriginalRows::read)
        .list();
  }

  /** Whether a file or an image refers to it, or is about to. */
  boolean isWanted(Original original) {
    return jdbc.sql(
            "select "
                + USED
                + " or "
                + AWAITED
                + " from original o where sha256 = :sha256 and store = :store and place = :place")
        .param("sha256", original.sha256())
        .param("store", original.kind().word())
        .param("place", original.place())
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  void delete(Original original) {
    jdbc.sql("delete from original where sha256 = :sha256 and store = :store and place = :place")
        .param("sha256", original.sha256())
        .param("store", original.kind().word())
        .param("place", original.place())
        .update();
  }

  /** Some that nothing refers to and this node can delete, after that hash. */
  List<Original> unwanted(String here, String after, int limit) {
    return list(MINE + " and not " + AWAITED + " and not " + USED, here, after, limit);
  }

  /** Some of the folder of this node that something refers to, after that hash. */
  List<Original> local(String here, String after, int limit) {
    return list("store = 'local' and place = :here and " + USED, here, after, limit);
  }

  private List<Original> list(String where, String here, String after, int limit) {
    return jdbc.sql(SELECT + "where sha256 > :after and " + where + ORDER)
        .param("here", here)
        .param("after", after)
        .param("limit", limit)
        .query(OriginalRows::read)
        .list();
  }

  private static Original read(ResultSet rs, int row) throws SQLException {
    return new Original(
        rs.getString("sha256"),
        FileSettings.Kind.of(rs.getString("store")),
        rs.getString("place"),
        rs.getLong("size"));
  }
}
