package dev.quern.export.imports;

import dev.quern.Ids;
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

  private static final List<String> COLUMNS =
      List.of(
          "messages",
          "max_turns",
          "scenario",
          "role_a",
          "role_b",
          "model",
          "tags",
          "warnings",
          "note",
          "confirmed",
          "language");

  @Override
  public String name() {
    return "conversation";
  }

  @Override
  public String hash() {
    return "md5(messages::text)";
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
  public String insert() {
    return INSERT;
  }

  @Override
  public @Nullable Object[] values(
      String projectId, Map<String, @Nullable Object> row, @Nullable String imported, long micros) {
    int turns = ((List<?>) row.get("messages")).size();
    return new @Nullable Object[] {
      Ids.next(),
      projectId,
      row.get("scenario"),
      row.get("role_a"),
      row.get("role_b"),
      turns,
      maxTurns(row, turns),
      RowTable.json(row, "messages"),
      row.get("model"),
      RowTable.texts(row, "tags"),
      RowTable.texts(row, "warnings"),
      row.get("note"),
      row.get("confirmed"),
      row.get("language"),
      imported,
      micros
    };
  }

  @Override
  public String update() {
    return UPDATE;
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public Map<String, @Nullable Object> changes(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> changes = RowTable.super.changes(row);
    int turns = ((List<?>) row.get("messages")).size();
    changes.computeIfPresent("max_turns", (name, max) -> maxTurns(row, turns));
    return changes;
  }

  private static int maxTurns(Map<String, @Nullable Object> row, int turns) {
    return row.get("max_turns") instanceof Number max ? Math.max(turns, max.intValue()) : turns;
  }
}
