package dev.quern.llm;

import dev.langchain4j.exception.HttpException;
import dev.quern.llm.offline.OfflineCannotException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Finds the class of what went wrong in a model call, and words for it. */
final class Failures {

  private static final int MOST_QUOTED = 300;

  private Failures() {}

  static ModelCallException of(Provider provider, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelCallException known) {
        return known;
      }
      if (cause instanceof OfflineCannotException) {
        return ModelCallException.of(
            CallClass.NO_SENTENCE, String.valueOf(cause.getMessage()), thrown);
      }
      if (cause instanceof HttpException status) {
        return ofStatus(provider, status);
      }
      if (cause instanceof HttpTimeoutException) {
        return failed(
            CallClass.TIMEOUT,
            provider,
            "gave no complete reply within " + provider.timeout().toSeconds() + " s",
            thrown);
      }
      if (cause instanceof InterruptedException) {
        return ModelCallException.of(CallClass.STOPPED, "The call was told to stop", thrown);
      }
      if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
        return failed(CallClass.CONNECTION, provider, "cannot be reached", thrown);
      }
      if (cause instanceof IOException) {
        return failed(
            CallClass.CONNECTION, provider, "lost the connection: " + cause.getMessage(), thrown);
      }
    }
    return failed(
        CallClass.SERVER_ERROR,
        provider,
        "sent a reply that is no chat completion ("
            + excerpt(provider, String.valueOf(thrown))
            + ")",
        thrown);
  }

  private static ModelCallException ofStatus(Provider provider, HttpException e) {
    int status = e.statusCode();
    String retryAfter =
        e instanceof ModelHttp.StatusException withHeader ? withHeader.retryAfter() : null;
    String said = "answered " + status + ": " + excerpt(provider, String.valueOf(e.getMessage()));
    if (status == 429 || status == 503 && retryAfter != null) {
      return ModelCallException.rateLimited(
          sentence(provider, said), duration(retryAfter, Instant.now()), e);
    }
    return switch (status) {
      case 401, 403 ->
          failed(CallClass.KEY_REFUSED, provider, "refuses the API key (" + status + ")", e);
      case 404 ->
          failed(
              CallClass.NO_SUCH_MODEL,
              provider,
              "knows no model '" + provider.model() + "' at " + provider.url() + " (404)",
              e);
      case 408 -> failed(CallClass.TIMEOUT, provider, said, e);
      default ->
          failed(
              status / 100 == 4 ? CallClass.BAD_REQUEST : CallClass.SERVER_ERROR,
              provider,
              said,
              e);
    };
  }

  /** A Retry-After header: seconds, or a date (RFC 9110, 10.2.3). Null where it is neither. */
  static @Nullable Duration duration(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    try {
      return Duration.ofMillis(Math.round(1000 * Double.parseDouble(retryAfter.strip())));
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
      CallClass callClass, Provider provider, String what, Throwable cause) {
    return ModelCallException.of(callClass, sentence(provider, what), cause);
  }

  /** Some servers repeat the key that they refuse; it goes no further than here. */
  private static String sentence(Provider provider, String what) {
    return "The model server of " + provider + " " + withoutKey(provider, what) + ".";
  }

  private static String withoutKey(Provider provider, String text) {
    String key = provider.apiKey();
    return key == null || key.isBlank() ? text : text.replace(key, "***");
  }

  private static String excerpt(Provider provider, String text) {
    String line = withoutKey(provider, text).replaceAll("\\s+", " ").strip();
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "…";
  }
}
