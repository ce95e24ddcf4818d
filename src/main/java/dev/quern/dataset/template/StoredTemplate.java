package dev.quern.dataset.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form of answers that a project keeps under a name; see {@link QuestionTemplate}. */
public record StoredTemplate(
    String id,
    String projectId,
    String name,
    String answerType,
    @Nullable String instruction,
    @Nullable List<String> labels,
    @Nullable JsonNode schema,
    @Nullable JsonNode example,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public TemplateEdit edit() {
    return new TemplateEdit(name, answerType, instruction, labels, schema, example);
  }

  /** The form that a task copies. */
  public QuestionTemplate template() {
    return edit().template();
  }
}
