package dev.quern.export.imports;

import dev.quern.Ids;
import java.util.List;
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

  private static final List<String> COLUMNS =
      List.of(
          "question",
          "answer",
          "answer_type",
          "question_label",
          "model",
          "tags",
          "warnings",
          "note",
          "confirmed",
          "language");

  private final ImportedImages images;

  ImageEntryTable(ImportedImages images) {
    this.images = images;
  }

  @Override
  public void prepare(ImportRun run, Map<String, @Nullable Object> row) {
    images.store(run, row);
  }

  @Override
  public String name() {
    return "image_entry";
  }

  @Override
  public String hash() {
    return "md5(question || e'\\x1f' || answer || e'\\x1f' || image_id)";
  }

  @Override
  public String content(Map<String, @Nullable Object> row) {
    return row.get("question") + "\u001f" + row.get("answer") + "\u001f" + row.get("stored_image");
  }

  @Override
  public String insert() {
    return INSERT;
  }

  @Override
  public @Nullable Object[] values(
      String projectId, Map<String, @Nullable Object> row, @Nullable String imported, long micros) {
    return new @Nullable Object[] {
      Ids.next(),
      projectId,
      row.get("stored_image"),
      row.get("stored_name"),
      row.get("question"),
      row.get("answer"),
      row.get("answer_type"),
      row.get("question_label"),
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
    changes.put("image_id", row.get("stored_image"));
    changes.put("image_name", row.get("stored_name"));
    return changes;
  }
}
