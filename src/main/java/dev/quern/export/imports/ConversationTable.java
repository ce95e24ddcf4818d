package dev.quern.export.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imported dialogues. */
final class ConversationTable implements RowTable {

  private static final String INSERT =
      """
      insert into conversation (id, project_id, scenario, role_a, role_b, turn_count, max_turns, messages, model, tags,
                                warnings, note, confirmed, language, imported, create_at, update_at)
      values (?, ?, ?, coalesce(?, 'User'), coalesce(?, 'Assistant'), ?, ?, cast(? as jsonb), ?, ?, ?, ?,
              coalesce(?, false), ?, cast(? as jsonb), timestamptz 'epoch' + ? * interval '1 microsecond', now())
      """;

  private static final String UPDATE =
      """
      update conversation e set messages = n.messages, turn_count = jsonb_array_length(n.messages),
             max_turns = greatest(n.max_turns, jsonb_array_length(n.messages)), scenario = n.scenario,
             role_a = coalesce(n.role_a, e.role_a), role_b = coalesce(n.role_b, e.role_b), model = n.model,

             %s
      from conversation old, (select cast(? as jsonb) as r) said, jsonb_populate_record(old, r) n
      where e.id = ? and old.id = e.id
      """
          .formatted(RowTable.beside("e.messages = n.messages"));

  private static final Statements STATEMENTS =
      new Statements(
          "conversation",
          "md5(messages::text)",
          RowTable.columns(
              "scenario", "role_a", "role_b", "turn_count", "max_turns", "messages", "model"),
          INSERT,
          UPDATE);

  @Override
  public Statements statements() {
    return STATEMENTS;
  }

  @Override
  public String content(Map<String, @Nullable Object> row) {
    return RowStore.json(row.get("messages"));
  }

  @Override
  public String hashed() {
    return "c::jsonb::text";
  }

  @Override
  public @Nullable Object[] values(
      String projectId, Map<String, @Nullable Object> row, @Nullable String imported, long micros) {
    Map<String, @Nullable Object> counted = new HashMap<>(row);
    counted.put("turn_count", turns(row));
    counted.put("max_turns", maxTurns(row));
    return RowTable.super.values(projectId, counted, imported, micros);
  }

  @Override
  public Map<String, @Nullable Object> changes(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> changes = RowTable.super.changes(row);
    changes.remove("turn_count"); // the update counts what it sets
    changes.computeIfPresent("max_turns", (name, max) -> maxTurns(row));
    return changes;
  }

  private static int turns(Map<String, @Nullable Object> row) {
    return ((List<?>) row.get("messages")).size();
  }

  private static int maxTurns(Map<String, @Nullable Object> row) {
    int turns = turns(row);
    return row.get("max_turns") instanceof Number max ? Math.max(turns, max.intValue()) : turns;
  }
}
