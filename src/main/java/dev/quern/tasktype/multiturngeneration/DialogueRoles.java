package dev.quern.tasktype.multiturngeneration;

import dev.quern.task.model.Task;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.TaskPrompts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two roles of a dialogue.
 *
 * @param asker who asks
 * @param answerer who answers
 */
record DialogueRoles(String asker, String answerer) {

  /** The roles of the task, or the words for a user and an expert in its language. */
  static DialogueRoles of(ModelConfigs models, TaskPrompts prompts, Task task) {
    DialogueConfig config = models.ownConfig(task, DialogueConfig.class);
    return new DialogueRoles(
        name(prompts, task, config.roleA(), "multi-turn-generation-role-a"),
        name(prompts, task, config.roleB(), "multi-turn-generation-role-b"));
  }

  private static String name(
      TaskPrompts prompts, Task task, @Nullable String given, String prompt) {
    return given != null ? given.strip() : prompts.renderOwn(task, prompt, Map.of());
  }
}
