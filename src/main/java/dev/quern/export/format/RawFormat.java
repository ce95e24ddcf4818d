package dev.quern.export.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All columns of a row, with its source text and position, the ids of its lineage, its scores and
 * its evidence. An imported row keeps the ids of its origin.
 */
@Component
class RawFormat implements RecordFormat {

  /** Columns that an imported row cannot have here; they are kept unchanged for the next export. */
  static final Set<String> ORIGIN =
      new LinkedHashSet<>(
          List.of(
              "id",
              "question_id",
              "chunk_id",
              "chunk_name",
              "file_id",
              "file_name",
              "source",
              "heading",
              "start_offset",
              "end_offset",
              "ga_pair_id",
              "image_id",
              "image_name",
              "task_id",
              "create_at"));

  private static final Field EVALUATION =
      new Field(
          "evaluation",
          new Type.Group(
              List.of(
                  new Field("question_quality", Type.Scalar.NUMBER),
                  new Field("answer_quality", Type.Scalar.NUMBER),
                  new Field("text_relevance", Type.Scalar.NUMBER),
                  new Field("overall_consistency", Type.Scalar.NUMBER))));
  private static final Field EVIDENCE =
      Field.groups(
          "evidence",
          Field.text("quote"),
          Field.text("match"),
          Field.whole("chunk_start"),
          Field.whole("chunk_end"),
          Field.whole("start_offset"),
          Field.whole("end_offset"));

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public List<Field> fields(Kind kind, Style style) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("id"));
    switch (kind) {
      case DATASETS -> {
        add(fields, "question", "answer");
        if (!style.cot().equals("drop")) {
          add(fields, "cot");
        }
        add(fields, "answer_type", "question_label");
      }
      case CONVERSATIONS -> {
        fields.add(Field.groups("messages", Field.text("from"), Field.text("value")));
        add(fields, "scenario", "role_a", "role_b");
        fields.add(Field.whole("turn_count"));
        fields.add(Field.whole("max_turns"));
      }
      case IMAGE_DATASETS -> {
        add(fields, "question", "answer", "answer_type", "question_label", "image_id");
        add(fields, "image_name");
        Chat.addReasoning(fields, kind, style);
      }
    }
    fields.add(Field.text("system"));
    fields.add(Field.texts("tags"));
    fields.add(Field.texts("warnings"));
    add(fields, "note");
    fields.add(Field.flag("confirmed"));
    add(fields, "language", "model");
    if (kind == Kind.DATASETS) {
      fields.add(new Field("score", Type.Scalar.NUMBER));
      add(fields, "ai_evaluation");
      fields.add(EVALUATION);
      fields.add(EVIDENCE);
      fields.add(Field.flag("supported"));
    }
    if (kind != Kind.IMAGE_DATASETS) {
      add(fields, "source");
      fields.add(Field.whole("start_offset"));
      fields.add(Field.whole("end_offset"));
      add(fields, "chunk_id", "chunk_name");
    }
    if (kind == Kind.DATASETS) {
      add(fields, "heading", "ga_pair_id");
    }
    add(fields, "file_id", "file_name", "question_id", "task_id", "create_at");
    return fields;
  }

  private static void add(List<Field> fields, String... names) {
    for (String name : names) {
      fields.add(Field.text(name));
    }
  }

  @Override
  public Map<String, @Nullable Object> record(Row row, Style style) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    for (Field field : fields(row.kind(), style)) {
      String name = field.name();
      record.put(
          name,
          switch (name) {
            case "tags", "warnings" -> row.texts(name);
            case "messages" -> row.json(name);
            case "evaluation", "evidence" -> field.type().stored(row.json(name));
            case "system" -> style.system(row).isEmpty() ? null : style.system(row);
            case "cot" -> row.cot();
            case "scenario" -> row.here(name) == null ? row.known(name) : row.here(name);
            case "images" -> List.of(row.image(style.images()));
            default ->
                ORIGIN.contains(name) ? field.type().stored(row.known(name)) : row.here(name);
          });
    }
    return record;
  }

  @Override
  public Map<String, @Nullable Object> row(Kind kind, Map<String, @Nullable Object> record) {
    Given given = new Given(record);
    for (String name : record.keySet()) {
      given.take(name, name);
    }
    given.takeSystem("system");
    Map<String, @Nullable Object> row = given.row();
    if (kind == Kind.CONVERSATIONS) {
      row.putAll(new ShareGptFormat().row(kind, conversation(record)));
    } else {
      row.put("question", given.text("question"));
      given.takeAnswer(kind, given.text("answer"));
    }
    Map<String, @Nullable Object> origin = new LinkedHashMap<>();
    for (String name : ORIGIN) {
      if (record.containsKey(name)) {
        origin.put(name, record.get(name));
        row.remove(name);
      }
    }
    row.put("origin", origin);
    return row;
  }

  private static Map<String, @Nullable Object> conversation(Map<String, @Nullable Object> record) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("conversations", record.get("messages"));
    return one;
  }
}
