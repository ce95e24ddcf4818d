package dev.quern.tasktype;

import dev.quern.llm.guard.DictatedText;
import dev.quern.llm.guard.EchoGuard;
import dev.quern.llm.guard.PromptWords;
import dev.quern.llm.prompt.PromptSet;
import dev.quern.task.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Creates the guards of replies, from the texts of the prompt. */
@Component
public class ReplyGuards {

  private static final int MAX_KNOWN = 1000;

  private final Map<List<String>, PromptWords> known = new ConcurrentHashMap<>();
  private final Map<List<String>, PromptWords> knownWithoutSource = new ConcurrentHashMap<>();
  private final ModelConfigs models;
  private final TaskPrompts prompts;

  ReplyGuards(ModelConfigs models, TaskPrompts prompts) {
    this.models = models;
    this.prompts = prompts;
  }

  /**
   * A guard for the replies to a task's prompt. What a user's own words tell the model to say may
   * be said.
   *
   * @param names the prompts used; a custom prompt replaces the first
   * @param told the task's own text at the end of the prompt
   * @param source the text that the reply is based on; empty if there is none
   * @param given the other values of the prompt's placeholders
   */
  public ReplyGuard of(
      Task task, List<String> names, List<String> told, String source, List<String> given) {
    String language = String.valueOf(models.modelConfig(task).language());
    String own = models.modelConfig(task).customPrompt();
    List<String> templates = new ArrayList<>();
    for (String name : names) {
      templates.add(templates.isEmpty() && own != null ? own : prompts.text(task, name));
    }
    templates.addAll(told);
    List<String> allowed = new ArrayList<>(given);
    told.forEach(text -> allowed.addAll(DictatedText.in(text)));
    if (own != null) {
      allowed.addAll(DictatedText.in(own));
    }
    return of(templates, language, source, allowed);
  }

  /**
   * A guard for the replies to a prompt that a user's own never takes the place of.
   *
   * @param given what else stands in the prompt's placeholders
   */
  public ReplyGuard ofOwn(Task task, String name, String source, List<String> given) {
    String language = String.valueOf(models.modelConfig(task).language());
    return of(List.of(prompts.text(task, name)), language, source, given);
  }

  /** A guard for the replies to a prompt that belongs to no task. */
  public ReplyGuard of(String project, String name, String language, PromptSet set, String source) {
    return of(List.of(prompts.textFor(project, name, language, set)), language, source, List.of());
  }

  private ReplyGuard of(
      List<String> templates, String language, String source, List<String> given) {
    List<String> texts = new ArrayList<>(given);
    texts.add(source);
    EchoGuard echo =
        source.isEmpty()
            ? EchoGuard.withoutSource(
                words(knownWithoutSource, templates, PromptWords::ofThese), texts)
            : EchoGuard.of(words(known, templates, PromptWords::of), texts);
    return new ReplyGuard(echo, language, source);
  }

  private static PromptWords words(
      Map<List<String>, PromptWords> known,
      List<String> templates,
      Function<List<String>, PromptWords> read) {
    if (known.size() > MAX_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(templates, read);
  }
}
