package dev.quern.llm.provider;

import dev.quern.llm.limit.control.Limits;
import dev.quern.secret.Secrets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model runs and how it may be used. A limit that is null does not exist.
 *
 * @param id null where it stands in a task's own configuration
 * @param provider openai (and all that speak its protocol), ollama, gemini, anthropic, openrouter
 *     or offline
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
 * @param prompts which set of built-in prompts its model gets, compact or full; null for full
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
    @Nullable Double priceOutput,
    @Nullable String prompts) {

  /** The built-in stand-in that needs no network. */
  public static final String OFFLINE = "offline";

  /** Servers that speak OpenAI's protocol. */
  public static final String OPENAI = "openai";

  /** OpenAI's protocol, at OpenRouter unless a base URL says otherwise. */
  public static final String OPENROUTER = "openrouter";

  /** Ollama's own protocol. */
  public static final String OLLAMA = "ollama";

  /** Google's Gemini API. */
  public static final String GEMINI = "gemini";

  /** Anthropic's Messages API. */
  public static final String ANTHROPIC = "anthropic";

  /** Where the server is unless a base URL says otherwise; all kinds that have a server. */
  private static final Map<String, String> URLS =
      Map.of(
          OPENAI, "https://api.openai.com/v1",
          OPENROUTER, "https://openrouter.ai/api/v1",
          OLLAMA, "http://127.0.0.1:11434",
          GEMINI, "https://generativelanguage.googleapis.com/v1beta",
          ANTHROPIC, "https://api.anthropic.com/v1");

  /** All kinds. */
  static final List<String> KINDS = List.of(OPENAI, OLLAMA, GEMINI, ANTHROPIC, OPENROUTER, OFFLINE);

  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration DEFAULT_IDLE = Duration.ofMinutes(1);

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
  public int capParallelism(int wanted) {
    return maxConcurrency == null ? wanted : Math.min(wanted, maxConcurrency);
  }

  /** The least time that its rates leave for so many calls and tokens. */
  public double minSeconds(long calls, long tokens) {
    double byCalls = requestsPerMinute == null ? 0 : 60.0 * calls / requestsPerMinute;
    double byTokens = tokensPerMinute == null ? 0 : 60.0 * tokens / tokensPerMinute;
    return Math.max(byCalls, byTokens);
  }

  public Limits limits() {
    return new Limits(maxConcurrency, requestsPerMinute, tokensPerMinute);
  }

  /** What requests go to: another value means another server, account or model. */
  public List<@Nullable String> server() {
    return Arrays.asList(provider, baseUrl, model, apiKey);
  }

  public Provider withApiKey(@Nullable String key) {
    return with(key, timeoutSeconds, stream);
  }

  /** With a time-out of so many seconds at most. */
  public Provider withTimeout(int maxSeconds) {
    return with(apiKey, (int) Math.min(maxSeconds, timeout().toSeconds()), stream);
  }

  /** Which sends its replies as they are written. */
  public Provider withStream() {
    return with(apiKey, timeoutSeconds, true);
  }

  private Provider with(@Nullable String key, @Nullable Integer seconds, boolean streams) {
    return new Provider(
        id,
        provider,
        baseUrl,
        key,
        model,
        temperature,
        maxTokens,
        seconds,
        requestsPerMinute,
        tokensPerMinute,
        maxConcurrency,
        streams,
        priceInput,
        priceOutput,
        prompts);
  }

  public Duration timeout() {
    return timeoutSeconds == null ? DEFAULT_TIMEOUT : Duration.ofSeconds(timeoutSeconds);
  }

  /** Between two tokens of a streamed reply. */
  public Duration idle() {
    return timeout().compareTo(DEFAULT_IDLE) < 0 ? timeout() : DEFAULT_IDLE;
  }

  /** Without a slash at its end; the version, which some leave out, is in it. */
  public String url() {
    if (baseUrl == null) {
      return URLS.getOrDefault(provider, "");
    }
    int end = baseUrl.length();
    while (end > 0 && baseUrl.charAt(end - 1) == '/') {
      end--;
    }
    String url = baseUrl.substring(0, end);
    return switch (provider) {
      case OLLAMA -> url.replaceFirst("/(api|v1)$", "");
      case GEMINI -> isBare(url) ? url + "/v1beta" : url;
      case ANTHROPIC -> isBare(url) ? url + "/v1" : url;
      default -> url;
    };
  }

  private static boolean isBare(String url) {
    return url.matches("[a-zA-Z]+://[^/]+");
  }

  /** Whether the API key was encrypted with a key that this node does not have. */
  public boolean isKeyLocked() {
    return apiKey != null && Secrets.isSealed(apiKey);
  }

  /** What names it in messages and keeps its limits apart from another's. */
  public String key() {
    return id != null ? id : provider + " at " + url() + " (" + model + ")";
  }

  /** Without the API key: this may be logged. */
  @Override
  public String toString() {
    return "provider " + key();
  }
}
