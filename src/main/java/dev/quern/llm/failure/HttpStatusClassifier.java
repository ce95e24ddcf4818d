package dev.quern.llm.failure;

import dev.langchain4j.exception.HttpException;
import dev.quern.llm.http.StatusException;
import dev.quern.llm.provider.Provider;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classifies the HTTP statuses of model servers. */
final class HttpStatusClassifier {

  /** Gemini sends no Retry-After; google.rpc.RetryInfo in the body has the delay. */
  private static final Pattern RETRY_DELAY =
      Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d+(?:\\.\\d+)?)s\"");

  /** Gemini's error code for a bad API key, which comes with a 400. */
  private static final Pattern BAD_KEY = Pattern.compile("API_KEY_INVALID|API key not valid");

  /**
   * OpenAI's error code for an account without credit, which comes with a 429 although waiting does
   * not help.
   */
  private static final String NO_CREDIT = "insufficient_quota";

  /**
   * OpenAI, and Azure before the model is asked, answer 400 to a prompt that a filter withholds.
   */
  private static final Pattern FILTERED =
      Pattern.compile("content_filter|content_policy_violation|ResponsibleAIPolicyViolation");

  /** OpenRouter and gateways with guardrails answer 403 to a prompt that they withhold. */
  private static final Pattern FLAGGED =
      Pattern.compile(
          "\"reasons\"|flagged_input|(input|prompt|content) (was|is|has been) flagged"
              + "|requires moderation|content_policy|guardrail",
          Pattern.CASE_INSENSITIVE);

  /** The longest wait, one day. */
  private static final double MAX_SECONDS = 86_400;

  private HttpStatusClassifier() {}

  static ModelCallException of(Provider provider, HttpException e, Instant now) {
    int status = e.statusCode();
    String body = String.valueOf(e.getMessage());
    String words = ErrorText.error(provider, body);
    String said = "answered " + status + (words.isEmpty() ? "" : ": " + words);
    if (status == 402 || body.contains(NO_CREDIT)) {
      return failed(FailureKind.UNAUTHORIZED, provider, "wants to be paid: it " + said, e);
    }
    String retryAfter = retryAfter(e, body);
    if (status == 429 || (status == 503 || status == 529) && retryAfter != null) {
      return ModelCallException.rateLimited(
          ErrorText.sentence(provider, said), duration(retryAfter, now), e);
    }
    if (status == 400 && FILTERED.matcher(body).find()
        || status == 403 && FLAGGED.matcher(body).find()) {
      return failed(FailureKind.CONTENT_FILTERED, provider, "withheld the reply: it " + said, e);
    }
    if (status == 401 || status == 403 || status == 400 && BAD_KEY.matcher(body).find()) {
      String refuses =
          provider.apiKey() == null
              ? "wants an API key, and the provider has none (" + status + ")"
              : "refuses the API key (" + status + ")";
      // Servers repeat the wrong key, if only of another task; 403 has other reasons as well.
      String why = status != 403 || words.isEmpty() ? refuses : refuses + ": " + words;
      return failed(FailureKind.UNAUTHORIZED, provider, why, e);
    }
    return switch (status) {
      case 404 ->
          failed(
              FailureKind.NO_SUCH_MODEL,
              provider,
              "knows no model '" + provider.model() + "' at " + provider.url() + " (" + said + ")",
              e);
      case 301, 302, 303, 307, 308, 405 ->
          failed(
              FailureKind.NO_SUCH_MODEL,
              provider,
              "is not at " + provider.url() + " (" + said + "); look at its base_url",
              e);
      case 408 -> failed(FailureKind.TIMEOUT, provider, said, e);
      default ->
          failed(
              status / 100 == 4 ? FailureKind.BAD_REQUEST : FailureKind.SERVER_ERROR,
              provider,
              said,
              e);
    };
  }

  private static @Nullable String retryAfter(HttpException e, String body) {
    if (e instanceof StatusException withHeader && withHeader.retryAfter() != null) {
      return withHeader.retryAfter();
    }
    Matcher delay = RETRY_DELAY.matcher(body);
    return delay.find() ? delay.group(1) : null;
  }

  /** A Retry-After header: seconds, or a date (RFC 9110, 10.2.3). Null where it is neither. */
  static @Nullable Duration duration(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    try {
      double seconds = Double.parseDouble(retryAfter.strip());
      return Duration.ofMillis(Math.round(1000 * Math.max(0, Math.min(seconds, MAX_SECONDS))));
    } catch (NumberFormatException e) {
      // not seconds
    }
    try {
      Instant until =
          ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ModelCallException failed(
      FailureKind failureKind, Provider provider, String what, HttpException e) {
    return FailureClassifier.failed(failureKind, provider, what, e);
  }
}
