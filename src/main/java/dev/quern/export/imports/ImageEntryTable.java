package dev.quern.export.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imported questions about images; the images come with them. */
final class ImageEntryTable implements RowTable {

  private static final String INSERT =
      """
      insert into image_entry (id, project_id, image_id, image_name, question, answer, answer_type, question_label,
                               model, tags, warnings, note, confirmed, language, imported, create_at, update_at)
      values (?, ?, ?, ?, ?, ?, coalesce(?, 'text'), ?, ?, ?, ?, ?, coalesce(?, false), ?, cast(? as jsonb),
              timestamptz 'epoch' + ? * interval '1 microsecond', now())
      """;

  private static final String UPDATE =
      """
      update image_entry e set question = n.question, answer = n.answer,
             answer_type = coalesce(n.answer_type, e.answer_type), question_label = n.question_label, model = n.model,
             image_id = n.image_id, image_name = n.image_name,
             %s
      from image_entry old, (select cast(? as jsonb) as r) said, jsonb_populate_record(old, r) n
      where e.id = ? and old.id = e.id
      """
          .formatted(RowTable.beside("(e.question, e.answer) = (n.question, n.answer)"));

  private static final Statements STATEMENTS =
      new Statements(
          "image_entry",
          "md5(question || e'\\x1f' || answer || e'\\x1f' || image_id)",
          RowTable.columns(
              "image_id",
              "image_name",
              "question",
              "answer",
              "answer_type",
              "question_label",
              "model"),
          INSERT,
          UPDATE);

  private final ImportedImages images;

  ImageEntryTable(ImportedImages images) {
    this.images = images;
  }

  @Override
  public Statements statements() {
    return STATEMENTS;
  }

  @Override
  public void prepare(ImportRun run, Map<String, @Nullable Object> row) {
    images.store(run, row);
  }

  @Override
  public String content(Map<String, @Nullable Object> row) {
    return row.get("question") + "\u001f" + row.get("answer") + "\u001f" + row.get("image_id");
  }
}
