package dev.quern.llm.provider;

import dev.quern.address.OutboundUrl;
import dev.quern.address.ServerAddress;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.offline.OfflineModel;
import dev.quern.llm.prompt.PromptSet;
import java.net.URI;

/** What must hold for a provider before it is stored or used. */
final class ProviderChecks {

  /** What the value of an HTTP header can be: Latin-1 without control characters. */
  private static final String SENDABLE = "[\\x20-\\x7e\\xa0-\\xff]*";

  /** The name of a model that stands in a URL. */
  private static final String IN_A_PATH = "[A-Za-z0-9._~:@/-]+";

  private ProviderChecks() {}

  static Provider check(Provider provider) {
    new FieldChecks()
        .that(
            provider.id() == null || provider.id().matches("[A-Za-z0-9._-]{1,64}"),
            "id",
            "must be 1 to 64 letters, digits, dots, dashes or _")
        .oneOf("provider", provider.provider(), Provider.KINDS)
        .that(!provider.model().isBlank(), "model", "must not be empty")
        .that(
            !provider.provider().equals(Provider.GEMINI)
                || provider.model().isBlank()
                || provider.model().matches(IN_A_PATH),
            "model",
            "stands in the URL here, and so has letters, digits and . _ ~ : @ / - alone")
        .that(
            !provider.isOffline()
                || provider.model().isBlank()
                || provider.modelName().equals(OfflineModel.MODEL),
            "model",
            "the offline provider has one model, extractive")
        .that(
            provider.apiKey() == null || provider.apiKey().matches(SENDABLE),
            "api_key",
            "has a line end, a control character or a character outside of Latin-1, which no HTTP"
                + " header can hold")
        .optionalOneOf("prompts", provider.prompts(), PromptSet.NAMES)
        .range("temperature", provider.temperature(), 0, isAnthropic(provider) ? 1 : 2)
        .range("max_tokens", provider.maxTokens(), 1, 10_000_000)
        .range("timeout_seconds", provider.timeoutSeconds(), 1, 86_400)
        .range("requests_per_minute", provider.requestsPerMinute(), 1, 10_000_000)
        .range("tokens_per_minute", provider.tokensPerMinute(), 1, 1_000_000_000)
        .range("max_concurrency", provider.maxConcurrency(), 1, 100_000)
        .range("price_input", provider.priceInput(), 0, 1e9)
        .range("price_output", provider.priceOutput(), 0, 1e9)
        .done();
    if (provider.baseUrl() != null) {
      OutboundUrl.check("base_url", provider.baseUrl());
    }
    return provider;
  }

  /** A stored key goes to the server that it was given for, and to no other. */
  static void requireSameAddressForKey(Provider before, Provider after) {
    if (before.apiKey() != null && !address(before).equals(address(check(after)))) {
      throw InvalidRequestException.unprocessable(
          "api_key", "give the key again (or an empty one): the address changes");
    }
  }

  /** The kind, and the scheme, the host and the port of its URL. */
  private static String address(Provider provider) {
    return provider.provider() + " " + ServerAddress.of(URI.create(provider.url()));
  }

  /** Its temperatures end at 1; a higher one would fail each call. */
  private static boolean isAnthropic(Provider provider) {
    return provider.provider().equals(Provider.ANTHROPIC);
  }
}
