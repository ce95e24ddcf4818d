package dev.quern.ops.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the indexes by which lists find a text ({@code q}) among a million rows, of the trigrams of
 * PostgreSQL's extension {@code pg_trgm}. A row with such an index takes several times as long to
 * store, and a short table is read in milliseconds without one, so a table gets it when it has
 * become long. Where the extension is missing and may not be created, lists read all rows.
 */
@Component
public class SearchIndexes {

  private static final Logger log = LoggerFactory.getLogger(SearchIndexes.class);

  /** Reading so many takes a quarter of a second. */
  private static final int LONG = 50_000;

  /** Table: the texts that its list looks into. */
  private static final Map<String, List<String>> TEXTS =
      new TreeMap<>(
          Map.of(
              "question", List.of("question"),
              "dataset_entry", List.of("question", "answer"),
              "chunk", List.of("name", "content"),
              "conversation", List.of("conversation_text(messages)"),
              "image_entry", List.of("question", "answer", "image_name")));

  private static final String ROWS =
      "select reltuples::bigint from pg_class where oid = to_regclass(:table)";

  /**
   * Whether an index that exists can be used; a build that was broken off leaves one that cannot.
   */
  private static final String USABLE =
      "select indisvalid from pg_index where indexrelid = to_regclass(:index)";

  private static final String IS_BEING_MADE =
      """
      select exists (select 1 from pg_stat_progress_create_index
                     where relid = to_regclass(:table) and datname = current_database())
      """;

  private static final String EXTENSION =
      """
      select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      where e.extname = 'pg_trgm'
      """;

  private final JdbcClient jdbc;
  private final int longTable;
  private boolean hasWarned;

  @Autowired
  SearchIndexes(JdbcClient jdbc) {
    this(jdbc, LONG);
  }

  SearchIndexes(JdbcClient jdbc, int longTable) {
    this.jdbc = jdbc;
    this.longTable = longTable;
  }

  /** Makes what is missing. Tables can be written meanwhile; a million entries take minutes. */
  public void makeMissing() {
    TEXTS.forEach(
        (table, texts) -> {
          if (isLong(table) && isMissing(table)) {
            schemaOfExtension().ifPresent(schema -> make(table, texts, schema));
          }
        });
  }

  private boolean isLong(String table) {
    return jdbc.sql(ROWS).param("table", table).query(Long.class).single() >= longTable;
  }

  private boolean isMissing(String table) {
    Optional<Boolean> usable =
        jdbc.sql(USABLE).param("index", name(table)).query(Boolean.class).optional();
    return !usable.orElse(false)
        && !jdbc.sql(IS_BEING_MADE).param("table", table).query(Boolean.class).single();
  }

  private Optional<String> schemaOfExtension() {
    Optional<String> schema = jdbc.sql(EXTENSION).query(String.class).optional();
    if (schema.isPresent()) {
      return schema;
    }
    try {
      jdbc.sql("create extension if not exists pg_trgm").update();
    } catch (DataAccessException e) {
      if (!hasWarned) {
        log.warn(
            "Searching in long lists reads every row, because the database has no extension pg_trgm"
                + " and this user may not create it: let an administrator run"
                + " \"create extension pg_trgm\" in it. {}",
            e.getMostSpecificCause().getMessage());
      }
      hasWarned = true;
    }
    return jdbc.sql(EXTENSION).query(String.class).optional();
  }

  private void make(String table, List<String> texts, String schema) {
    log.info("Making the index by which the rows of {} are searched", table);
    String columns =
        String.join(
            ", ", texts.stream().map(text -> text + " " + schema + ".gin_trgm_ops").toList());
    jdbc.sql("drop index concurrently if exists " + name(table)).update();
    jdbc.sql(
            "create index concurrently %s on %s using gin (%s)"
                .formatted(name(table), table, columns))
        .update();
    jdbc.sql("analyze " + table).update();
  }

  private static String name(String table) {
    return table + "_by_text";
  }
}
