package dev.quern.export.imports;

import dev.quern.Ids;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imported questions and answers. */
final class EntryTable implements RowTable {

  private static final String INSERT =
      """
      insert into dataset_entry (id, project_id, question, answer, cot, answer_type, question_label, model, score,
                                 ai_evaluation, evaluation, evidence, supported, tags, warnings, note, confirmed,
                                 language, imported, create_at, update_at)
      values (?, ?, ?, ?, coalesce(?, ''), coalesce(?, 'text'), ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), ?, ?, ?,
              ?, coalesce(?, false), ?, cast(? as jsonb), timestamptz 'epoch' + ? * interval '1 microsecond', now())
      """;

  private static final String UPDATE =
      """
      update dataset_entry set question = ?, answer = ?, cot = coalesce(?, cot),
             question_label = coalesce(?, question_label), score = coalesce(?, score),
             ai_evaluation = coalesce(?, ai_evaluation), tags = coalesce(?, tags),
             note = coalesce(?, note), confirmed = coalesce(?, confirmed), language = coalesce(?, language),
             update_at = now()
      where id = ?
      """;

  @Override
  public String name() {
    return "dataset_entry";
  }

  @Override
  public String hash() {
    return "md5(question || e'\\x1f' || answer)";
  }

  @Override
  public String content(Map<String, Object> row) {
    return row.get("question") + "\u001f" + row.get("answer");
  }

  @Override
  public String live() {
    return "and removed_at is null";
  }

  @Override
  public String insert() {
    return INSERT;
  }

  @Override
  public @Nullable Object[] values(
      String projectId, Map<String, Object> row, @Nullable String imported, long micros) {
    return new @Nullable Object[] {
      Ids.next(),
      projectId,
      row.get("question"),
      row.get("answer"),
      row.get("cot"),
      row.get("answer_type"),
      row.get("question_label"),
      row.get("model"),
      row.get("score"),
      row.get("ai_evaluation"),
      RowTable.json(row, "evaluation"),
      RowTable.json(row, "evidence"),
      row.get("supported"),
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
      row.get("question"),
      row.get("answer"),
      row.get("cot"),
      row.get("question_label"),
      row.get("score"),
      row.get("ai_evaluation"),
      RowTable.textsOrNull(row, "tags"),
      row.get("note"),
      row.get("confirmed"),
      row.get("language"),
      id
    };
  }
}
