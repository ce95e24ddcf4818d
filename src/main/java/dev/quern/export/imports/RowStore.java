package dev.quern.export.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quern.Ids;
import dev.quern.Json;
import dev.quern.export.format.Kind;
import dev.quern.export.format.RefusedRecordException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores imported rows a batch at a time, each batch in one transaction. A row exists already if
 * its content does. If a content occurs n times in the file, the project must have n such rows; so
 * importing a file twice adds nothing, and equal rows of one file are all kept.
 */
@Component
class RowStore {

  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 25))) held";

  /** The rows with their own ids first, then the oldest. */
  private static final String KNOWN =
      """
      select id as known, id, 1 as own, create_at from %1$s where project_id = ? and id = any(?) %2$s
      union all
      select imported ->> 'id', id, 2, create_at from %1$s
      where project_id = ? and imported ->> 'id' is not null and imported ->> 'id' = any(?) %2$s
      order by own, create_at, id
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Map<Kind, RowTable> tables;

  RowStore(JdbcTemplate jdbc, TransactionTemplate transaction, ImportedImages images) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.tables =
        Map.of(
            Kind.DATASETS, new EntryTable(),
            Kind.CONVERSATIONS, new ConversationTable(),
            Kind.IMAGE_DATASETS, new ImageEntryTable(images));
  }

  void store(ImportRun run, List<ReadRow> rows) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.queryForList(LOCK, "import:" + run.projectId());
          put(run, java.util.Objects.requireNonNull(tables.get(run.kind())), rows);
        });
  }

  private void put(ImportRun run, RowTable table, List<ReadRow> all) {
    List<ReadRow> rows = prepared(run, table, all);
    List<String> hashes = hashes(run, table, rows);
    Map<String, Integer> stored = counts(run, table, hashes);
    Map<String, String> known = known(run, table, rows);
    List<@Nullable Object[]> inserts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ReadRow row = rows.get(i);
      String there = known.get(originId(row));
      int occurrence = run.seen(hashes.get(i));
      if (there != null || stored.getOrDefault(hashes.get(i), 0) >= occurrence) {
        conflict(run, table, row, there, hashes.get(i), occurrence);
      } else {
        stored.merge(hashes.get(i), 1, Integer::sum);
        inserts.add(table.values(run.projectId(), row.columns(), imported(row), run.nextMicros()));
      }
    }
    jdbc.batchUpdate(table.statements().insert(), inserts);
    run.report().imported(inserts.size());
  }

  private static List<ReadRow> prepared(ImportRun run, RowTable table, List<ReadRow> all) {
    List<ReadRow> rows = new ArrayList<>();
    for (ReadRow row : all) {
      try {
        table.prepare(run, row.columns());
        rows.add(row);
      } catch (RefusedRecordException e) {
        run.refuse(row.line(), e.getMessage(), row.file());
      }
    }
    return rows;
  }

  private List<String> hashes(ImportRun run, RowTable table, List<ReadRow> rows) {
    String[] contents =
        rows.stream().map(row -> table.content(row.columns())).toArray(String[]::new);
    return jdbc.queryForList(
        "select md5("
            + table.hashed()
            + ") from unnest(?::text[]) with ordinality t (c, n) order by n",
        String.class,
        (Object) contents);
  }

  private Map<String, Integer> counts(ImportRun run, RowTable table, List<String> hashes) {
    Map<String, Integer> counts = new HashMap<>();
    jdbc.query(
        "select %1$s as h, count(*) as n from %2$s where project_id = ? and %1$s = any(?) %3$s group by 1"
            .formatted(table.statements().hash(), table.statements().table(), table.live()),
        row -> {
          counts.put(row.getString("h"), row.getInt("n"));
        },
        run.projectId(),
        hashes.toArray(new String[0]));
    return counts;
  }

  /**
   * The rows of the project by the ids of raw records: their own, or that of the origin that they
   * came in with, which a raw export gives again.
   */
  private Map<String, String> known(ImportRun run, RowTable table, List<ReadRow> rows) {
    String[] ids = rows.stream().map(RowStore::originId).filter(Ids::is).toArray(String[]::new);
    Map<String, String> known = new HashMap<>();
    if (ids.length > 0) {
      jdbc.query(
          KNOWN.formatted(table.statements().table(), table.live()),
          row -> {
            known.putIfAbsent(row.getString("known"), row.getString("id"));
          },
          run.projectId(),
          ids,
          run.projectId(),
          ids);
    }
    return known;
  }

  private static String originId(ReadRow row) {
    return row.columns().get("origin") instanceof Map<?, ?> origin
            && origin.get("id") instanceof String id
        ? id
        : "";
  }

  private void conflict(
      ImportRun run,
      RowTable table,
      ReadRow row,
      @Nullable String there,
      String hash,
      int occurrence) {
    if (!run.options().replaces()) {
      run.report().skipped();
      return;
    }
    String id =
        there != null
            ? there
            : jdbc.queryForObject(
                "select id from %s where project_id = ? and %s = ? %s order by create_at, id limit 1 offset ?"
                    .formatted(table.statements().table(), table.statements().hash(), table.live()),
                String.class,
                run.projectId(),
                hash,
                occurrence - 1);
    Map<String, @Nullable Object> changes = table.changes(row.columns());
    if (row.columns().containsKey("system")) {
      changes.put("imported", Collections.singletonMap("system", row.text("system")));
    }
    Object origin = row.columns().get("origin");
    if (origin != null && !id.equals(originId(row))) {
      changes.put("origin", origin);
    }
    jdbc.update(table.statements().update(), json(changes), id);
    run.report().imported(1);
  }

  private static @Nullable String imported(ReadRow row) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    if (row.columns().get("origin") instanceof Map<?, ?> origin) {
      origin.forEach((name, value) -> kept.put(String.valueOf(name), value));
    }
    if (row.text("system") != null) {
      kept.put("system", row.text("system"));
    }
    return kept.isEmpty() ? null : json(kept);
  }

  static String json(Object value) {
    try {
      return Json.PLAIN.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
