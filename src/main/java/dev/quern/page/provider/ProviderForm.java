package dev.quern.page.provider;

import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.provider.Provider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider in a form; an empty API key means that the key stays. */
final class ProviderForm {

  private final Map<String, String> form;

  private ProviderForm(Map<String, String> form) {
    this.form = form;
  }

  /**
   * The provider that a form describes.
   *
   * @throws InvalidRequestException naming the field at fault
   */
  static Provider read(String id, Map<String, String> form) {
    return new ProviderForm(form).provider(id);
  }

  private Provider provider(String id) {
    new FieldChecks()
        .text("id", id, 64)
        .text("provider", text("provider"), 100)
        .text("model", text("model"), 200)
        .done();
    return new Provider(
        id,
        String.valueOf(text("provider")),
        text("base_url"),
        form.containsKey("clear_key") ? "" : text("api_key"),
        String.valueOf(text("model")),
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

  private @Nullable Integer whole(String name) {
    String given = text(name);
    if (given != null && !given.matches("\\d{1,9}")) {
      throw InvalidRequestException.field(name, "must be a whole number");
    }
    return given == null ? null : Integer.valueOf(given);
  }

  private @Nullable Double decimal(String name) {
    String given = text(name);
    if (given != null && !given.matches("\\d{1,9}([.,]\\d{1,9})?")) {
      throw InvalidRequestException.field(name, "must be a number");
    }
    return given == null ? null : Double.valueOf(given.replace(',', '.'));
  }
}
