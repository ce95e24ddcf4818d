package dev.quern.dataset.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.error.FieldChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form of answers as a person writes it; the name is unique in its project. */
public record TemplateEdit(
    @Nullable String name,
    @Nullable String answerType,
    @Nullable String instruction,
    @Nullable List<@Nullable String> labels,
    @Nullable JsonNode schema,
    @Nullable JsonNode example) {

  QuestionTemplate template() {
    return new QuestionTemplate(answerType, instruction, labels, schema, example);
  }

  void check() {
    var checks = new FieldChecks().text("name", name, 200);
    template().check(checks, "");
    checks.done();
  }
}
