package dev.quern.llm.provider;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Providers that are written to the database at start, unless they were changed or deleted over
 * REST since ({@code quern.providers.*}).
 *
 * @param providers by id, with the fields of REST. Defaults to none.
 */
@ConfigurationProperties("quern")
public record ProviderSettings(@DefaultValue Map<String, Entry> providers) {

  /** One of them; the fields are those of REST. */
  public record Entry(
      String provider,
      @Nullable String baseUrl,
      @Nullable String apiKey,
      String model,
      @Nullable Double temperature,
      @Nullable Integer maxTokens,
      @Nullable Integer timeoutSeconds,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      @Nullable Integer maxConcurrency,
      @DefaultValue("false") boolean stream,
      @Nullable Double priceInput,
      @Nullable Double priceOutput,
      @Nullable String prompts) {

    Provider named(String id) {
      return new Provider(
          id,
          provider,
          baseUrl,
          apiKey,
          model,
          temperature,
          maxTokens,
          timeoutSeconds,
          requestsPerMinute,
          tokensPerMinute,
          maxConcurrency,
          stream,
          priceInput,
          priceOutput,
          prompts);
    }
  }
}
