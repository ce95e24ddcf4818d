package dev.quern.export.imports;

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

  /**
   * As with an edit, another score has no dimensions of the old one, although the record may still
   * have them. A score that the record leaves out was of the old text.
   */
  private static final String UPDATE =
      """
      update dataset_entry e set question = n.question, answer = n.answer, cot = coalesce(n.cot, ''),
             answer_type = coalesce(n.answer_type, e.answer_type), question_label = n.question_label, model = n.model,
             score = n.score, ai_evaluation = n.ai_evaluation,
             evaluation = case when e.score is not distinct from n.score
                                 or jsonb_strip_nulls(e.evaluation) is distinct from jsonb_strip_nulls(n.evaluation)
                               then n.evaluation end,
             score_task_id = case when e.score is not distinct from n.score then e.score_task_id end,
             evidence = n.evidence, supported = n.supported,
             %s
      from dataset_entry old, (select cast(? as jsonb) as r) said,
           jsonb_populate_record(old, case when (old.question, old.answer) = (r ->> 'question', r ->> 'answer') then r
                                      else '{"score": null, "ai_evaluation": null, "evaluation": null}' || r end) n
      where e.id = ? and old.id = e.id
      """
          .formatted(RowTable.beside("(e.question, e.answer) = (n.question, n.answer)"));

  private static final Statements STATEMENTS =
      new Statements(
          "dataset_entry",
          "md5(question || e'\\x1f' || answer)",
          RowTable.columns(
              "question",
              "answer",
              "cot",
              "answer_type",
              "question_label",
              "model",
              "score",
              "ai_evaluation",
              "evaluation",
              "evidence",
              "supported"),
          INSERT,
          UPDATE);

  @Override
  public Statements statements() {
    return STATEMENTS;
  }

  @Override
  public String content(Map<String, @Nullable Object> row) {
    return row.get("question") + "\u001f" + row.get("answer");
  }

  @Override
  public String live() {
    return "and removed_at is null";
  }
}
