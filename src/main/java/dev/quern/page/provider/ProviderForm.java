package dev.quern.page.provider;

import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.provider.Provider;
import dev.quern.page.FormText;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A provider in a form; an empty API key means that the key stays. */
final class ProviderForm {

  private final @Nullable Provider old;
  private final Map<String, String> form;

  private ProviderForm(@Nullable Provider old, Map<String, String> form) {
    this.old = old;
    this.form = form;
  }

  /** What a form shows of a provider: not its key, but whether it has one. */
  private record Shown(SortedMap<String, String> settings, boolean keySet) {

    static Shown of(Provider provider, boolean keySet) {
      return new Shown(new TreeMap<>(ProviderForm.of(provider)), keySet);
    }
  }

  /**
   * A new provider that a form describes.
   *
   * @throws InvalidRequestException naming the field at fault
   */
  static Provider read(String id, Map<String, String> form) {
    return new ProviderForm(null, form).provider(id);
  }

  /**
   * The provider that the form of another describes.
   *
   * @throws InvalidRequestException naming the field at fault
   * @throws dev.quern.error.ConflictException when it has changed since the form was made of it
   */
  static Provider read(Provider old, Map<String, String> form) {
    Provider typed = new ProviderForm(old, form).provider(String.valueOf(old.id()));
    boolean keyStays = typed.apiKey() == null;
    FormText.onto(
        Shown.of(old, old.apiKey() != null),
        Shown.of(typed, keyStays ? old.apiKey() != null : !"".equals(typed.apiKey())),
        form.get("version"));
    return typed;
  }

  /** What a form carries to tell whether the provider is still as the form was made of it. */
  static String version(Provider provider) {
    return FormText.version(Shown.of(provider, provider.apiKey() != null));
  }

  /** The form of a provider: every setting but the API key, as it is read again. */
  static Map<String, String> of(Provider provider) {
    Map<String, String> form = new HashMap<>();
    form.put("provider", provider.provider());
    put(form, "base_url", provider.baseUrl());
    form.put("model", provider.model());
    put(form, "temperature", plain(provider.temperature()));
    put(form, "max_tokens", provider.maxTokens());
    put(form, "timeout_seconds", provider.timeoutSeconds());
    put(form, "requests_per_minute", provider.requestsPerMinute());
    put(form, "tokens_per_minute", provider.tokensPerMinute());
    put(form, "max_concurrency", provider.maxConcurrency());
    put(form, "stream", provider.stream());
    put(form, "price_input", plain(provider.priceInput()));
    put(form, "price_output", plain(provider.priceOutput()));
    put(form, "prompts", provider.prompts());
    return form;
  }

  private static void put(Map<String, String> form, String name, @Nullable Object value) {
    if (value != null) {
      form.put(name, value.toString());
    }
  }

  /** Without an exponent. */
  private static @Nullable String plain(@Nullable Double number) {
    return number == null ? null : BigDecimal.valueOf(number).toPlainString();
  }

  private Provider provider(String id) {
    new FieldChecks()
        .text("id", id, 64)
        .text("provider", text("provider"), 100)
        .text("model", model(), 200)
        .done();
    return new Provider(
        id,
        String.valueOf(text("provider")),
        text("base_url"),
        form.containsKey("clear_key") ? "" : text("api_key"),
        String.valueOf(model()),
        decimal("temperature"),
        whole("max_tokens"),
        whole("timeout_seconds"),
        whole("requests_per_minute"),
        whole("tokens_per_minute"),
        whole("max_concurrency"),
        form.containsKey("stream"),
        decimal("price_input"),
        decimal("price_output"),
        text("prompts"));
  }

  private @Nullable String text(String name) {
    String given = form.get(name);
    return given == null || given.isBlank() ? null : given.strip();
  }

  private @Nullable String model() {
    String sent = form.getOrDefault("model", "");
    return old != null && FormText.isSame(old.model(), sent) ? old.model() : text("model");
  }

  private @Nullable Integer whole(String name) {
    String given = text(name);
    if (given != null && !given.matches("\\d{1,9}|[01]\\d{9}")) {
      throw InvalidRequestException.field(name, "must be a whole number");
    }
    return given == null ? null : Integer.valueOf(given);
  }

  private @Nullable Double decimal(String name) {
    String given = text(name);
    if (given != null && !given.matches("\\d{1,10}([.,]\\d{1,20})?")) {
      throw InvalidRequestException.field(name, "must be a number");
    }
    return given == null ? null : Double.valueOf(given.replace(',', '.'));
  }
}
