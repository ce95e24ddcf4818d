package dev.quern.dataset.entry;

import static dev.quern.dataset.PagedQuery.instant;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.quern.Ids;
import dev.quern.dataset.JsonColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps an entry from and to a row: reads its columns, and gives the values of a statement in column
 * order.
 */
final class EntryRow {

  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private EntryRow() {}

  static Entry read(ResultSet row, int number) throws SQLException {
    return new Entry(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("question_id"),
        row.getString("question"),
        row.getString("answer"),
        row.getString("cot"),
        row.getString("answer_type"),
        row.getString("chunk_id"),
        row.getString("chunk_name"),
        row.getString("model"),
        row.getString("question_label"),
        row.getBigDecimal("score"),
        row.getString("ai_evaluation"),
        JsonColumn.read(row.getString("evaluation"), EvaluationScores.class),
        JsonColumn.read(row.getString("evidence"), EVIDENCE),
        row.getObject("supported", Boolean.class),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("note"),
        row.getBoolean("confirmed"),
        row.getString("language"),
        List.of((String[]) row.getArray("warnings").getArray()),
        row.getString("task_id"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }

  static @Nullable Object[] values(GeneratedEntry made) {
    return new @Nullable Object[] {
      Ids.next(),
      made.projectId(),
      made.questionId(),
      made.question(),
      made.answer(),
      made.cot(),
      made.answerType(),
      made.chunkId(),
      made.chunkName(),
      made.chunkId(),
      made.questionId(),
      made.model(),
      made.questionLabel(),
      made.tags().toArray(new String[0]),
      made.language(),
      JsonColumn.write(made.evidence()),
      Evidence.supports(made.evidence()),
      made.origin().taskId(),
      made.origin().itemSeq(),
      made.origin().ordinal(),
      made.warnings().toArray(new String[0]),
      made.questionId()
    };
  }

  static @Nullable Object[] values(
      String id, String projectId, NewEntry draft, @Nullable String chunkName) {
    return new @Nullable Object[] {
      id,
      projectId,
      null,
      draft.question(),
      draft.answer(),
      draft.cot() == null ? "" : draft.cot(),
      "text",
      draft.chunkId(),
      chunkName,
      draft.chunkId(),
      null,
      null,
      null,
      draft.tags() == null ? new String[0] : draft.tags().toArray(new String[0]),
      null,
      null,
      null,
      null,
      null,
      null,
      new String[0],
      null
    };
  }

  static @Nullable Object[] values(EntryEvaluation judgement) {
    return new @Nullable Object[] {
      judgement.score(),
      judgement.comment(),
      JsonColumn.write(judgement.dimensions()),
      judgement.taskId(),
      judgement.entryId(),
      judgement.question(),
      judgement.answer()
    };
  }

  static Map<String, @Nullable Object> values(EntryEdit edit) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("question", edit.question());
    values.put("answer", edit.answer());
    values.put("cot", edit.cot());
    values.put("question_label", edit.questionLabel());
    values.put("score", edit.score());
    values.put("ai_evaluation", edit.aiEvaluation());
    values.put("tags", edit.tags() == null ? null : edit.tags().toArray(new String[0]));
    values.put("note", edit.note());
    values.put("confirmed", edit.confirmed());
    values.put("language", edit.language());
    return values;
  }
}
