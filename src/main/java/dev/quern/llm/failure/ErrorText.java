package dev.quern.llm.failure;

import dev.quern.llm.provider.Provider;
import java.util.List;

/** What servers say, as it may be told: short, in a line, without markup and without keys. */
public final class ErrorText {

  private static final int MAX_QUOTED = 300;
  private static final List<String> MESSAGES =
      List.of("/error/message", "/error", "/message", "/detail", "/0/error/message");

  private ErrorText() {}

  /** Some servers repeat the key that they refuse; it goes no further than here. */
  public static String sentence(Provider provider, String what) {
    String said = "The model server of " + provider + " " + withoutKey(provider, what);
    return said.matches("(?s).*[.!?…]") ? said : said + ".";
  }

  /** An error's own words, where its body has them in a field that is known; else the body. */
  static String error(Provider provider, String body) {
    return MESSAGES.stream()
        .map(pointer -> JsonText.textAt(body, pointer))
        .filter(message -> !message.isBlank())
        .findFirst()
        .map(message -> excerpt(provider, message))
        .orElseGet(() -> excerpt(provider, body));
  }

  static String excerpt(Provider provider, String text) {
    String words = withoutKey(provider, text).replaceAll("<[a-zA-Z/!][^<>]*>", " ");
    String line = words.replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }

  private static String withoutKey(Provider provider, String text) {
    String key = provider.apiKey();
    return key == null || key.isBlank() ? text : text.replace(key, "***");
  }
}
