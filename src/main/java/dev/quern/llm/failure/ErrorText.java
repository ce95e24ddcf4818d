package dev.quern.llm.failure;

import dev.quern.error.Excerpt;
import dev.quern.llm.provider.Provider;
import java.util.List;

/** Shortens error texts of servers for users: one line, without markup and without API keys. */
public final class ErrorText {

  private static final int MAX_QUOTED = 300;
  private static final List<String> MESSAGES =
      List.of("/error/message", "/error", "/message", "/detail", "/0/error/message");

  private ErrorText() {}

  /** Removes the API key, which some servers repeat when they refuse it. */
  public static String sentence(Provider provider, String what) {
    String said = "The model server of " + provider + " " + withoutKey(provider, what);
    return said.matches("(?s).*[.!?…]") ? said : said + ".";
  }

  /** The error message, if the body has it in a known field; otherwise the body. */
  static String error(Provider provider, String body) {
    return MESSAGES.stream()
        .map(pointer -> JsonText.textAt(body, pointer))
        .filter(message -> !message.isBlank())
        .findFirst()
        .map(message -> excerpt(provider, message))
        .orElseGet(() -> excerpt(provider, body));
  }

  /** The beginning of what a server said, on one line. */
  public static String excerpt(Provider provider, String text) {
    String words = withoutKey(provider, text).replaceAll("<[a-zA-Z/!][^<>]*>", " ");
    String line = words.replaceAll("[\\s\\p{Cc}]+", " ").strip();
    return line.length() <= MAX_QUOTED ? line : Excerpt.of(line, MAX_QUOTED) + "…";
  }

  private static String withoutKey(Provider provider, String text) {
    String key = provider.apiKey();
    return key == null || key.isBlank() ? text : text.replace(key, "***");
  }
}
