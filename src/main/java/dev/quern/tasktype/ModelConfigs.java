package dev.quern.tasktype;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.llm.request.CallBudget;
import dev.quern.secret.Secrets;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The configurations of types that call a model: checks them, and reads them for a task. */
@Component
public class ModelConfigs {

  private static final int MAX_PARSED = 1000;

  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();
  private final Providers providers;
  private final Secrets secrets;

  ModelConfigs(Providers providers, Secrets secrets) {
    this.providers = providers;
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
  public CallBudget budget(TaskItem item) {
    return new TaskCallBudget(item);
  }
}
