package dev.quern.tasktype;

import dev.quern.dataset.project.StoredPrompts;
import dev.quern.llm.prompt.PromptSet;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.schema.QuestionStart;
import dev.quern.task.model.Task;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The prompts of tasks: the task's own, else the project's, else those of Quern. */
@Component
public class TaskPrompts {

  private final ModelConfigs configs;
  private final Prompts prompts;
  private final StoredPrompts stored;

  TaskPrompts(ModelConfigs configs, Prompts prompts, StoredPrompts stored) {
    this.configs = configs;
    this.prompts = prompts;
    this.stored = stored;
  }

  /** The task's custom prompt, or the one of that name, with its placeholders replaced. */
  public String render(Task task, String name, Map<String, String> values) {
    ModelConfig model = configs.modelConfig(task);
    return model.customPrompt() == null
        ? renderOwn(task, name, values)
        : Prompts.renderCustom(model.customPrompt(), values);
  }

  /** The prompt of that name in the task's language: the project's, else the file's. */
  public String renderOwn(Task task, String name, Map<String, String> values) {
    String language = String.valueOf(configs.modelConfig(task).language());
    return renderFor(task.projectId(), name, language, promptSet(task), values);
  }

  /** The prompt of that name: the project's, else the file's in that set. */
  public String renderFor(
      String project, String name, String language, PromptSet set, Map<String, String> values) {
    return stored
        .text(project, name, language)
        .map(text -> Prompts.renderCustom(text, values))
        .orElseGet(() -> prompts.render(prompts.nameIn(set, name, language), language, values));
  }

  /** A task's prompt of that name as it stands, with its placeholders in it. */
  public String text(Task task, String name) {
    String language = String.valueOf(configs.modelConfig(task).language());
    return textFor(task.projectId(), name, language, promptSet(task));
  }

  /** The prompt of that name as it stands: the project's, else the file's in that set. */
  String textFor(String project, String name, String language, PromptSet set) {
    return stored
        .text(project, name, language)
        .orElseGet(() -> prompts.words(prompts.nameIn(set, name, language), language));
  }

  /**
   * How questions are to begin. Small models, which get the compact prompts, need the narrowest; a
   * user's prompt may want anything.
   */
  public QuestionStart questionStart(Task task) {
    ModelConfig config = configs.modelConfig(task);
    if (config.customPrompt() != null || !"en".equals(config.language())) {
      return QuestionStart.ANY;
    }
    return isCompact(task) ? QuestionStart.QUESTION_WORD : QuestionStart.ENGLISH;
  }

  /** Whether a task's model gets the compact prompts. */
  public boolean isCompact(Task task) {
    return promptSet(task) == PromptSet.COMPACT;
  }

  /** Which of the built-in prompts a task's model gets: as the task says, else its provider. */
  private PromptSet promptSet(Task task) {
    String own = configs.modelConfig(task).prompts();
    return PromptSet.of(own, own == null ? configs.provider(task).prompts() : null);
  }

  /** The own name of the task's language, as the prompts use it. */
  public String languageName(Task task) {
    return Prompts.languageName(String.valueOf(configs.modelConfig(task).language()));
  }
}
