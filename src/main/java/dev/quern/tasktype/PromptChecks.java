package dev.quern.tasktype;

import dev.quern.error.FieldChecks;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.prompt.Prompts;
import dev.quern.task.type.TaskTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a prompt that a project wants to use instead of the built-in one. */
@Component
public class PromptChecks {

  /** Placeholders that a prompt may omit, because it may state them in its own words. */
  private static final Set<String> OPTIONAL = Set.of("count", "language");

  private final TaskTypes types;
  private final Prompts prompts;

  PromptChecks(TaskTypes types, Prompts prompts) {
    this.types = types;
    this.prompts = prompts;
  }

  /**
   * Refuses a name that no task type has, a language without prompts, and a text whose placeholders
   * are not those of the file; {@code {count}} and {@code {language}} need not stand.
   *
   * @throws InvalidRequestException naming each field at fault (400)
   */
  public void check(@Nullable String name, @Nullable String language, @Nullable String text) {
    Set<String> names = new TreeSet<>();
    types.all().forEach(type -> names.addAll(type.prompts()));
    new FieldChecks()
        .oneOf("name", name, names)
        .oneOf("language", language, ModelConfig.LANGUAGES)
        .text("text", text, 100_000)
        .done();
    Set<String> allowed = prompts.placeholders(String.valueOf(name), String.valueOf(language));
    Set<String> required = new HashSet<>(allowed);
    required.removeAll(OPTIONAL);
    Set<String> others = new HashSet<>(allowed);
    others.removeAll(required);
    List<String> errors = Prompts.placeholderErrors(String.valueOf(text), required, others);
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(
          errors.stream().map(error -> new FieldError("text", error)).toList());
    }
  }
}
