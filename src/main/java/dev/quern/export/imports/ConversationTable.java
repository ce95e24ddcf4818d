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
      update conversation set messages = cast(? as jsonb), turn_count = ?, tags = coalesce(?, tags),
             note = coalesce(?, note), confirmed = coalesce(?, confirmed), language = coalesce(?, language),
             update_at = now()
      where id = ?
      """;

  @Override
  public String name() {
    return "conversation";
  }

  @Override
  public String hash() {
    return "md5(messages::text)";
  }

  @Override
  public String content(Map<String, Object> row) {
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
      String projectId, Map<String, Object> row, @Nullable String imported, long micros) {
    int turns = ((List<?>) row.get("messages")).size();
    return new @Nullable Object[] {
      Ids.next(),
      projectId,
      row.get("scenario"),
      row.get("role_a"),
      row.get("role_b"),
      turns,
      row.get("max_turns") instanceof Number max ? Math.max(turns, max.intValue()) : turns,
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
  public @Nullable Object[] changes(Map<String, Object> row, String id) {
    return new @Nullable Object[] {
      RowTable.json(row, "messages"),
      ((List<?>) row.get("messages")).size(),
      RowTable.textsOrNull(row, "tags"),
      row.get("note"),
      row.get("confirmed"),
      row.get("language"),
      id
    };
  }
}
