package dev.quern.tasktype;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.prompt.PromptSet;
import dev.quern.llm.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a configuration shared by all types that call a model.
 *
 * @param providerConfig the alternative to {@code providerId}, inline
 * @param parallelism items in flight, 1 to 512
 * @param language the language of prompts and results: en, zh-CN or tr
 * @param customPrompt replaces the built-in prompt
 * @param maxAttempts attempts of an item, 1 to 100
 * @param prompts the set of built-in prompts, compact or full; the provider's, else full
 * @param modelName the model name that rows store; it does not change the calls
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelConfig(
    @Nullable String providerId,
    @Nullable InlineProvider providerConfig,
    @Nullable Integer parallelism,
    @Nullable String language,
    @Nullable String customPrompt,
    @Nullable Integer maxAttempts,
    @Nullable String prompts,
    @Nullable String modelName) {

  /** The languages of the prompts. */
  public static final List<String> LANGUAGES = List.of("en", "zh-CN", "tr");

  /** The default provider of a task. */
  public static final String DEFAULT_PROVIDER = "default";

  private static final List<String> FIELDS =
      List.of(
          "provider_id",
          "provider_config",
          "parallelism",
          "language",
          "custom_prompt",
          "max_attempts",
          "prompts",
          "model_name");

  /** A provider given inside the task. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InlineProvider(
      String provider,
      @Nullable String baseUrl,
      @Nullable String apiKey,
      String model,
      @Nullable Double temperature,
      @Nullable Integer maxTokens,
      @Nullable Integer timeoutSeconds,
      @Nullable Boolean stream,
      @Nullable Double priceInput,
      @Nullable Double priceOutput) {

    Provider provider(@Nullable String openedKey) {
      return new Provider(
          null,
          Objects.requireNonNullElse(provider, ""),
          baseUrl,
          openedKey,
          Objects.requireNonNullElse(model, ""),
          temperature,
          maxTokens,
          timeoutSeconds,
          null,
          null,
          null,
          Boolean.TRUE.equals(stream),
          priceInput,
          priceOutput,
          null);
    }

    InlineProvider withKey(@Nullable String key) {
      return new InlineProvider(
          provider,
          baseUrl,
          key,
          model,
          temperature,
          maxTokens,
          timeoutSeconds,
          stream,
          priceInput,
          priceOutput);
    }
  }

  /** Removes these fields from a configuration and reads them; the type's own fields remain. */
  static ModelConfig takeFrom(ObjectNode config, @Nullable String taskLanguage) {
    ObjectNode mine = config.objectNode();
    for (String field : FIELDS) {
      if (config.has(field)) {
        mine.set(field, config.remove(field));
      }
    }
    return ConfigReader.read(mine, ModelConfig.class).withDefaults(taskLanguage);
  }

  private ModelConfig withDefaults(@Nullable String taskLanguage) {
    return new ModelConfig(
            providerId == null && providerConfig == null ? DEFAULT_PROVIDER : providerId,
            providerConfig,
            parallelism == null ? 3 : parallelism,
            language != null ? language : taskLanguage != null ? taskLanguage : "en",
            customPrompt,
            maxAttempts == null ? 3 : maxAttempts,
            prompts,
            modelName)
        .checked();
  }

  private ModelConfig checked() {
    List<FieldError> errors = new ArrayList<>();
    if (providerId != null && providerConfig != null) {
      errors.add(new FieldError("provider_config", "stands beside provider_id; give one of them"));
    }
    if (parallelism < 1 || parallelism > 512) {
      errors.add(new FieldError("parallelism", "must be between 1 and 512"));
    }
    if (maxAttempts < 1 || maxAttempts > 100) {
      errors.add(new FieldError("max_attempts", "must be between 1 and 100"));
    }
    if (!LANGUAGES.contains(language)) {
      errors.add(FieldError.oneOf("language", language, LANGUAGES));
    }
    if (prompts != null && !PromptSet.NAMES.contains(prompts)) {
      errors.add(FieldError.oneOf("prompts", prompts, PromptSet.NAMES));
    }
    if (modelName != null && (modelName.isBlank() || modelName.length() > 200)) {
      errors.add(new FieldError("model_name", "must have 1 to 200 characters"));
    }
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
    return this;
  }

  ModelConfig withInline(@Nullable InlineProvider inline) {
    return new ModelConfig(
        providerId, inline, parallelism, language, customPrompt, maxAttempts, prompts, modelName);
  }
}
