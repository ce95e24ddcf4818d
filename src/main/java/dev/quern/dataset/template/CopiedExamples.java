package dev.quern.dataset.template;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/**
 * The tasks whose model gave back words of the example that its prompt shows. It is asked again,
 * and for the other items too, with the example's form alone: a model that copies once does it at
 * every second item.
 */
public final class CopiedExamples {

  /** The last tasks with templates; one that is forgotten only pays for one more copy. */
  private static final int TASKS = 1000;

  private final ConcurrentLruCache<String, AtomicBoolean> copied =
      new ConcurrentLruCache<>(TASKS, id -> new AtomicBoolean());

  /** Whether that happened in a task. */
  public boolean wereCopied(String taskId) {
    return copied.get(taskId).get();
  }

  /** The prompt with the example's words blanked, from now on for all items of the task. */
  public String blankedIn(String taskId, String prompt, @Nullable QuestionTemplate template) {
    if (template == null || template.example() == null) {
      return prompt;
    }
    copied.get(taskId).set(true);
    return prompt.replace(
        template.example().toPrettyString(),
        BlankedExample.of(template.example()).toPrettyString());
  }
}
