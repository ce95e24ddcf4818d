package dev.quern.llm;

import dev.quern.llm.limit.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a model runs and how it may be used. A limit that is null does not exist.
 *
 * @param id null where it stands in a task's own configuration
 * @param provider openai (and all that speak its protocol), openrouter or offline
 * @param baseUrl such as {@code http://127.0.0.1:8000/v1}
 * @param apiKey in the clear; never shown, logged or stored so
 * @param temperature 0 to 2
 * @param maxTokens most tokens of a reply
 * @param timeoutSeconds for one request, the reply included
 * @param requestsPerMinute spread evenly
 * @param tokensPerMinute in and out, spread evenly; estimated before a request, corrected after it
 * @param maxConcurrency requests in flight
 * @param priceInput for a million tokens
 * @param priceOutput for a million tokens
 */
public record Provider(
    @Nullable String id,
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
    boolean stream,
    @Nullable Double priceInput,
    @Nullable Double priceOutput) {

  /** The built-in stand-in that needs no network. */
  public static final String OFFLINE = "offline";

  /** Servers that speak OpenAI's protocol. */
  public static final String OPENAI = "openai";

  /** OpenAI's protocol, at OpenRouter unless a base URL says otherwise. */
  public static final String OPENROUTER = "openrouter";

  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
  private static final String OPENAI_URL = "https://api.openai.com/v1";
  private static final String OPENROUTER_URL = "https://openrouter.ai/api/v1";

  /** Whether it is the built-in stand-in. */
  public boolean isOffline() {
    return provider.equals(OFFLINE);
  }

  /** The model's name in rows that it makes, for instance {@code offline-extractive}. */
  public String modelName() {
    return isOffline() ? OFFLINE + "-" + model : model;
  }

  /** Whether it is known what its calls cost; the built-in stand-in costs nothing. */
  public boolean hasPrices() {
    return isOffline() || priceInput != null && priceOutput != null;
  }

  /** What so many tokens cost, in the currency of its prices; 0 where it has none. */
  public double cost(long inputTokens, long outputTokens) {
    return ((priceInput == null ? 0 : priceInput) * inputTokens
            + (priceOutput == null ? 0 : priceOutput) * outputTokens)
        / 1e6;
  }

  /** As many calls at once of those that are wanted as it allows. */
  public int widest(int wanted) {
    return maxConcurrency == null ? wanted : Math.min(wanted, maxConcurrency);
  }

  /** The least time that its rates leave for so many calls and tokens. */
  public double leastSeconds(long calls, long tokens) {
    double byCalls = requestsPerMinute == null ? 0 : 60.0 * calls / requestsPerMinute;
    double byTokens = tokensPerMinute == null ? 0 : 60.0 * tokens / tokensPerMinute;
    return Math.max(byCalls, byTokens);
  }

  /** What it allows. */
  Limits limits() {
    return new Limits(maxConcurrency, requestsPerMinute, tokensPerMinute);
  }

  Provider withApiKey(@Nullable String key) {
    return new Provider(
        id,
        provider,
        baseUrl,
        key,
        model,
        temperature,
        maxTokens,
        timeoutSeconds,
        requestsPerMinute,
        tokensPerMinute,
        maxConcurrency,
        stream,
        priceInput,
        priceOutput);
  }

  Duration timeout() {
    return timeoutSeconds == null ? USUAL_TIMEOUT : Duration.ofSeconds(timeoutSeconds);
  }

  String url() {
    if (baseUrl != null) {
      return baseUrl.replaceAll("/+$", "");
    }
    return provider.equals(OPENROUTER) ? OPENROUTER_URL : OPENAI_URL;
  }

  /** What names it in messages and keeps its limits apart from another's. */
  String key() {
    return id != null ? id : provider + " at " + url() + " (" + model + ")";
  }

  /** Without the API key: this may be logged. */
  @Override
  public String toString() {
    return "provider " + key();
  }
}
