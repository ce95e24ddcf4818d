package dev.quern.tasktype.estimate;

import dev.quern.llm.accounting.CallHistory;
import dev.quern.llm.accounting.TokenEstimate;
import dev.quern.llm.provider.Provider;
import dev.quern.task.DryRunResult;
import dev.quern.task.TaskDryRun;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.Task;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import dev.quern.tasktype.ModelConfig;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.TaskPrompts;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Estimates the calls, tokens, cost and time of a task from the items that it would have, the size
 * of a sample of them and of its prompt, and the latest calls to its model.
 */
@Component
public class TaskEstimates {

  /** Of a model that nothing is known of: a reply of 300 tokens in 6.5 s. */
  private static final CallHistory.Mean DEFAULT_MEAN = new CallHistory.Mean(6.5, 300);

  /** The assumption for the offline provider and for types without model calls. */
  private static final CallHistory.Mean LOCAL = new CallHistory.Mean(0.05, 0);

  private static final int OF_AN_IMAGE = 1000;

  private final TaskDryRun plans;
  private final TaskTypes types;
  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ItemTextSamples texts;
  private final CallHistory history;

  TaskEstimates(
      TaskDryRun plans,
      TaskTypes types,
      ModelConfigs models,
      TaskPrompts prompts,
      ItemTextSamples texts,
      CallHistory history) {
    this.plans = plans;
    this.types = types;
    this.models = models;
    this.prompts = prompts;
    this.texts = texts;
    this.history = history;
  }

  /**
   * An estimate.
   *
   * @param cost by the provider's prices; 0 if it has none
   */
  public record Estimate(
      long calls, long inputTokens, long outputTokens, double cost, double seconds) {}

  /** Estimates a task without running anything. */
  public Estimate estimate(String projectId, NewTask request) {
    DryRunResult plan = plans.plan(projectId, request);
    Task task = plan.task();
    TaskType<?> type = types.get(task.taskType());
    if (task.modelInfo() == null) {
      return new Estimate(0, 0, 0, 0, seconds(plan.items(), LOCAL, task.parallelism()));
    }
    Provider provider = models.provider(task);
    double callsPerItem = type.callsPerItem(task, plan.sample());
    long calls = Math.round(plan.items() * callsPerItem);
    if (provider.isOffline()) {
      return new Estimate(calls, 0, 0, 0, seconds(calls, LOCAL, task.parallelism()));
    }
    CallHistory.Mean mean = history.of(provider, task.taskType()).orElse(DEFAULT_MEAN);
    double outputOfACall = outputOfACall(mean, provider);
    double shown = type.showsEarlierReplies() ? callsPerItem * outputOfACall / 2 : 0;
    long input = Math.round(calls * (inputOfACall(task, type, plan.sample()) + shown));
    long output = Math.round(calls * outputOfACall);
    double seconds = seconds(calls, mean, provider.capParallelism(task.parallelism()));
    seconds = Math.max(seconds, provider.minSeconds(calls, input + output));
    return new Estimate(calls, input, output, provider.cost(input, output), round(seconds));
  }

  private static double outputOfACall(CallHistory.Mean mean, Provider provider) {
    Integer max = provider.maxTokens();
    return max == null ? mean.outputTokens() : Math.min(max, mean.outputTokens());
  }

  private double inputOfACall(Task task, TaskType<?> type, List<String> sample) {
    ModelConfig config = models.modelConfig(task);
    List<String> names = type.prompts();
    String prompt =
        config.customPrompt() != null
            ? config.customPrompt()
            : names.isEmpty() ? "" : prompts.text(task, names.get(0));
    double ofItem =
        texts.of(type.itemKind(), sample).stream().mapToLong(TokenEstimate::of).average().orElse(0);
    double ofImage = type.itemKind().isAboutImages() ? OF_AN_IMAGE : 0;
    return TokenEstimate.of(prompt) + ofItem + ofImage;
  }

  private static double seconds(long calls, CallHistory.Mean mean, int atOnce) {
    return round(Math.ceil((double) calls / atOnce) * mean.seconds());
  }

  private static double round(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
