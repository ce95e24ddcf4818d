package dev.quern.llm;

import dev.quern.FieldError;
import dev.quern.InvalidRequestException;
import dev.quern.OutboundUrl;
import dev.quern.llm.offline.OfflineModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold for a provider before it is stored or used. */
final class ProviderChecks {

  private static final List<String> KINDS =
      List.of(Provider.OPENAI, Provider.OPENROUTER, Provider.OFFLINE);

  /** A limit that is taken and not held would be worse than one that is refused. */
  private static final String NOT_HELD = "is not held by this version; leave it out";

  private ProviderChecks() {}

  static Provider check(Provider provider) {
    List<FieldError> errors = new ArrayList<>();
    if (provider.id() != null && !provider.id().matches("[A-Za-z0-9._-]{1,64}")) {
      errors.add(new FieldError("id", "must be 1 to 64 letters, digits, dots, dashes or _"));
    }
    if (!KINDS.contains(provider.provider())) {
      errors.add(
          new FieldError(
              "provider", "'" + provider.provider() + "' is none of " + String.join(", ", KINDS)));
    }
    if (provider.model().isBlank()) {
      errors.add(new FieldError("model", "must not be empty"));
    } else if (provider.isOffline() && !provider.modelName().equals(OfflineModel.MODEL)) {
      errors.add(new FieldError("model", "the offline provider has one model, extractive"));
    }
    range(errors, "temperature", provider.temperature(), 0, 2);
    range(errors, "max_tokens", provider.maxTokens(), 1, 10_000_000);
    range(errors, "timeout_seconds", provider.timeoutSeconds(), 1, 86_400);
    range(errors, "requests_per_minute", provider.requestsPerMinute(), 1, 10_000_000);
    range(errors, "tokens_per_minute", provider.tokensPerMinute(), 1, Integer.MAX_VALUE);
    range(errors, "max_concurrency", provider.maxConcurrency(), 1, 100_000);
    range(errors, "price_input", provider.priceInput(), 0, 1e9);
    range(errors, "price_output", provider.priceOutput(), 0, 1e9);
    if (provider.tokensPerMinute() != null) {
      errors.add(new FieldError("tokens_per_minute", NOT_HELD));
    }
    if (provider.stream()) {
      errors.add(new FieldError("stream", NOT_HELD));
    }
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
    if (provider.baseUrl() != null) {
      OutboundUrl.check("base_url", provider.baseUrl());
    }
    return provider;
  }

  private static void range(
      List<FieldError> errors, String field, @Nullable Number value, double least, double most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      errors.add(new FieldError(field, "must be between " + (long) least + " and " + (long) most));
    }
  }
}
