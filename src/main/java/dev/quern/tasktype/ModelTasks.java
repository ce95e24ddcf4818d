package dev.quern.tasktype;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Secrets;
import dev.quern.dataset.project.StoredPrompts;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.prompt.PromptSet;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.schema.QuestionStart;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and checks the configuration of types that call a model, and prepares their requests. */
@Component
public class ModelTasks {

  private static final int MAX_PARSED = 1000;

  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();
  private final Providers providers;
  private final Prompts prompts;
  private final StoredPrompts stored;
  private final Secrets secrets;

  ModelTasks(Providers providers, Prompts prompts, StoredPrompts stored, Secrets secrets) {
    this.providers = providers;
    this.prompts = prompts;
    this.stored = stored;
    this.secrets = secrets;
  }

  /**
   * Checks a configuration: the common fields, the provider, the custom prompt, and the type's own
   * fields by its record.
   *
   * @param required placeholders that a custom prompt must have
   * @param allowed placeholders that it may have
   */
  public <C> ValidatedConfig check(
      ObjectNode config,
      @Nullable String language,
      Class<C> own,
      Set<String> required,
      Set<String> allowed) {
    ObjectNode rest = config.deepCopy();
    ModelConfig model = ModelConfig.takeFrom(rest, language);
    C ownConfig = ConfigReader.read(rest, own);
    if (model.customPrompt() != null) {
      checkPrompt(model.customPrompt(), required, allowed);
    }
    Provider provider = provider(model);
    ObjectNode stored = ConfigReader.write(sealed(model));
    stored.setAll(ConfigReader.write(ownConfig));
    return new ValidatedConfig(
        stored,
        model.parallelism(),
        model.maxAttempts(),
        TaskModelInfo.of(provider),
        provider.hasPrices());
  }

  private static void checkPrompt(String prompt, Set<String> required, Set<String> allowed) {
    List<String> errors = Prompts.placeholderErrors(prompt, required, allowed);
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(
          errors.stream().map(error -> new FieldError("custom_prompt", error)).toList());
    }
  }

  private ModelConfig sealed(ModelConfig model) {
    ModelConfig.InlineProvider inline = model.providerConfig();
    if (inline == null || inline.apiKey() == null) {
      return model;
    }
    return model.withInline(inline.withKey(secrets.seal(inline.apiKey())));
  }

  private Provider provider(ModelConfig model) {
    ModelConfig.InlineProvider inline = model.providerConfig();
    if (inline == null) {
      return providers.require("provider_id", String.valueOf(model.providerId()));
    }
    String key = inline.apiKey() == null ? null : secrets.openIfPossible(inline.apiKey());
    try {
      return providers.inline(inline.provider(key));
    } catch (InvalidRequestException e) {
      throw e.under("provider_config");
    }
  }

  /** The common part of a task's checked configuration. */
  public ModelConfig modelConfig(Task task) {
    return parsed(task, Object.class).model();
  }

  /** The type's own part of it. */
  public <C> C ownConfig(Task task, Class<C> own) {
    return own.cast(parsed(task, own).own());
  }

  /** Both parts of a configuration, and the JSON that they were read from. */
  private record Parsed(ObjectNode config, ModelConfig model, Object own) {}

  /** Reads a configuration once per run instead of once per item. */
  private Parsed parsed(Task task, Class<?> own) {
    Parsed known = parsed.get(task.id());
    if (known == null || known.config() != task.config() || !own.isInstance(known.own())) {
      ObjectNode rest = task.config().deepCopy();
      ModelConfig model = ModelConfig.takeFrom(rest, task.language());
      Object read = own == Object.class ? rest : ConfigReader.read(rest, own);
      known = new Parsed(task.config(), model, read);
      if (parsed.size() > MAX_PARSED) {
        parsed.clear();
      }
      parsed.put(task.id(), known);
    }
    return known;
  }

  /**
   * The provider with its current settings.
   *
   * @throws ModelCallException when it no longer exists or is no longer valid
   */
  public Provider provider(Task task) {
    try {
      return provider(modelConfig(task));
    } catch (InvalidRequestException e) {
      throw ModelCallException.withoutProvider(e);
    }
  }

  /** The task's custom prompt, or the one of that name, with its placeholders replaced. */
  public String prompt(Task task, String name, Map<String, String> values) {
    ModelConfig model = modelConfig(task);
    return model.customPrompt() == null
        ? ownPrompt(task, name, values)
        : Prompts.renderCustom(model.customPrompt(), values);
  }

  /** The prompt of that name in the task's language: the project's, else the file's. */
  public String ownPrompt(Task task, String name, Map<String, String> values) {
    String language = String.valueOf(modelConfig(task).language());
    return prompt(task.projectId(), name, language, promptSet(task), values);
  }

  /** The prompt of that name: the project's, else the file's in that set. */
  public String prompt(
      String project, String name, String language, PromptSet set, Map<String, String> values) {
    return stored
        .text(project, name, language)
        .map(text -> Prompts.renderCustom(text, values))
        .orElseGet(() -> prompts.render(prompts.nameIn(set, name, language), language, values));
  }

  /** A task's prompt of that name as it stands, with its placeholders in it. */
  public String words(Task task, String name) {
    String language = String.valueOf(modelConfig(task).language());
    return words(task.projectId(), name, language, promptSet(task));
  }

  /** The prompt of that name as it stands: the project's, else the file's in that set. */
  String words(String project, String name, String language, PromptSet set) {
    return stored
        .text(project, name, language)
        .orElseGet(() -> prompts.words(prompts.nameIn(set, name, language), language));
  }

  /**
   * How questions are to begin. Small models, which get the compact prompts, need the narrowest; a
   * user's prompt may want anything.
   */
  public QuestionStart questionStart(Task task) {
    ModelConfig config = modelConfig(task);
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
  PromptSet promptSet(Task task) {
    String own = modelConfig(task).prompts();
    return PromptSet.of(own, own == null ? provider(task).prompts() : null);
  }

  /** The own name of the task's language, as the prompts use it. */
  public String languageName(Task task) {
    return Prompts.languageName(String.valueOf(modelConfig(task).language()));
  }

  /** The model name that the rows of a task store. */
  public String modelName(Task task) {
    String named = modelConfig(task).modelName();
    return named != null ? named : model(task);
  }

  /** The model of the provider's current settings, or the last known one. */
  private String model(Task task) {
    try {
      return provider(modelConfig(task)).modelName();
    } catch (InvalidRequestException e) {
      return task.modelInfo() == null ? "" : task.modelInfo().model();
    }
  }

  /** Counts the model calls of an item in its run, which may refuse them. */
  public CallBudget caller(TaskItem item) {
    return new TaskCallBudget(item);
  }
}
