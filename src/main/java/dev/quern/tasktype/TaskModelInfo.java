package dev.quern.tasktype;

import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.ProviderListener;
import dev.quern.task.model.ModelInfo;
import dev.quern.task.store.TaskRepository;
import org.springframework.stereotype.Component;

/** Updates the model shown by open tasks when their provider changes. */
@Component
class TaskModelInfo implements ProviderListener {

  private final TaskRepository tasks;

  TaskModelInfo(TaskRepository tasks) {
    this.tasks = tasks;
  }

  static ModelInfo of(Provider provider) {
    return new ModelInfo(provider.id(), provider.provider(), provider.modelName());
  }

  @Override
  public void changed(Provider now) {
    tasks.followProvider(of(now));
  }
}
