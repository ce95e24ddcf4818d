package dev.quern.pipeline.reading;

import dev.quern.Node;
import dev.quern.document.ExtractedText;
import dev.quern.task.model.TaskSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code reading}. All times are the database's. */
@Repository
class ReadingRows {

  /** A node counts as silent after this many missed heartbeats. */
  private static final int BEATS = 4;

  private static final String SILENT = " < clock_timestamp() - :silent * interval '1 millisecond'";

  private static final String OFFER =
      """
      insert into reading (id, sha256, size, file_name, charset, urgent, asked_by)
      values (:id, :sha256, :size, :file_name, :charset, :urgent, :node)
      """;

  private static final String FREE =
      "reader is null and not alone and asked_by <> :node and not asked_beat_at" + SILENT;

  private static final String COUNT =
      "select count(*) from (select 1 from reading where " + FREE + " limit :max) waiting";

  private static final String TAKE =
      "update reading set reader = :node, claim = claim + 1, beat_at = clock_timestamp()"
          + " where id = (select id from reading where "
          + FREE
          + " order by urgent desc, asked_at, id limit 1 for update skip locked)"
          + " returning id, claim, sha256, size, file_name, charset";

  private static final String MINE =
      " where id = :id and reader = :node and claim = :claim and ended_at is null";

  private static final String TELL =
      """
      update reading set ended_at = clock_timestamp(), media_type = :media_type,
          characters = :characters, found_charset = :charset, confidence = :confidence,
          notes = :notes
      """
          + MINE;

  private static final String FAIL =
      "update reading set ended_at = clock_timestamp(), failure = :failure" + MINE;

  private static final String GIVE_BACK = "update reading set reader = null, alone = :alone" + MINE;

  private static final String TAKE_BACK =
      "update reading set reader = null, alone = true where asked_by = :node and reader is not null"
          + " and ended_at is null and beat_at"
          + SILENT;

  private final JdbcClient jdbc;
  private final String node;
  private final long silent;

  ReadingRows(JdbcClient jdbc, Node node, TaskSettings settings) {
    this.jdbc = jdbc;
    this.node = node.name();
    this.silent = settings.heartbeat().multipliedBy(BEATS).toMillis();
  }

  private JdbcClient.StatementSpec sql(String sql) {
    return jdbc.sql(sql).param("node", node).param("silent", silent);
  }

  /** Offers a file of this node to the others. */
  void offer(String id, FileToRead file) {
    sql(OFFER)
        .param("id", id)
        .param("sha256", file.stored().sha256())
        .param("size", file.stored().size())
        .param("file_name", file.fileName())
        .param("charset", file.charset() == null ? null : file.charset().name())
        .param("urgent", file.urgent())
        .update();
  }

  /** Withdraws an offer that nobody has taken; returns whether that was so. */
  boolean withdraw(String id) {
    return sql("delete from reading where id = :id and reader is null").param("id", id).update()
        == 1;
  }

  void delete(String id) {
    sql("delete from reading where id = :id").param("id", id).update();
  }

  /** Deletes what an earlier process of this node, or one that is long dead, has asked for. */
  void deleteAbandoned() {
    sql("""
        delete from reading
        where asked_by = :node or asked_beat_at < clock_timestamp() - interval '1 hour'
        """)
        .update();
  }

  /** The files of other nodes that nobody reads, counted up to a number. */
  int countFree(int max) {
    return sql(COUNT).param("max", max).query(Integer.class).single();
  }

  /** Takes an urgent file of another node if there is one, else that which has waited longest. */
  Optional<Offer> take() {
    return sql(TAKE)
        .query(
            (rs, n) ->
                new Offer(
                    rs.getString("id"),
                    rs.getInt("claim"),
                    rs.getString("sha256"),
                    rs.getLong("size"),
                    rs.getString("file_name"),
                    rs.getString("charset")))
        .optional();
  }

  /** Tells what was read; false if somebody else reads it by now, or nobody asks any more. */
  boolean tell(Offer offer, ExtractedText text) {
    return of(TELL, offer)
            .param("media_type", text.mediaType())
            .param("characters", text.characters())
            .param("charset", text.charset() == null ? null : text.charset().charset().name())
            .param("confidence", text.charset() == null ? null : text.charset().confidence())
            .param("notes", text.notes().toArray(String[]::new))
            .update()
        == 1;
  }

  /** Tells why it cannot be read, in words for people. */
  void fail(Offer offer, String failure) {
    of(FAIL, offer).param("failure", failure.replace('\0', '\uFFFD')).update();
  }

  /**
   * Gives a file back.
   *
   * @param alone whether only the node that asks may read it
   */
  void giveBack(Offer offer, boolean alone) {
    of(GIVE_BACK, offer).param("alone", alone).update();
  }

  private JdbcClient.StatementSpec of(String sql, Offer offer) {
    return sql(sql).param("id", offer.id()).param("claim", offer.claim());
  }

  /** Shows that this node still waits for what it has asked for. */
  void beatAsAsker() {
    sql("update reading set asked_beat_at = clock_timestamp() where asked_by = :node").update();
  }

  /** Shows that this node still reads these. */
  void beatAsReader(Collection<String> ids) {
    sql("""
        update reading set beat_at = clock_timestamp()
        where id = any(:ids) and reader = :node and ended_at is null
        """)
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /** Takes this node's files back from readers that show no sign of life; returns their number. */
  int takeBack() {
    return sql(TAKE_BACK).update();
  }

  /**
   * An offer of this node.
   *
   * @param free whether nobody reads it
   */
  record State(String id, boolean free, boolean ended) {}

  List<State> states(Collection<String> ids) {
    return sql("""
        select id, reader is null as free, ended_at is not null as ended
        from reading where id = any(:ids)
        """)
        .param("ids", ids.toArray(String[]::new))
        .query(State.class)
        .list();
  }

  /** What another node told of a file. */
  record Told(
      @Nullable String failure,
      @Nullable String mediaType,
      long characters,
      @Nullable String charset,
      double confidence,
      List<String> notes) {}

  Optional<Told> told(String id) {
    return sql("select * from reading where id = :id and ended_at is not null")
        .param("id", id)
        .query(ReadingRows::told)
        .optional();
  }

  private static Told told(ResultSet rs, int row) throws SQLException {
    java.sql.Array notes = rs.getArray("notes");
    return new Told(
        rs.getString("failure"),
        rs.getString("media_type"),
        rs.getLong("characters"),
        rs.getString("found_charset"),
        rs.getDouble("confidence"),
        notes == null ? List.of() : List.of((String[]) notes.getArray()));
  }
}
