package dev.quern.testing;

import org.jspecify.annotations.Nullable;

/** The body that adds or replaces a provider. */
public final class ProviderBody extends JsonBody {

  private ProviderBody(JsonBody body) {
    super(body);
  }

  /** A provider that speaks the protocol of OpenAI, with the model {@code stand-in}. */
  public static ProviderBody aProvider(String id, String baseUrl) {
    return new ProviderBody(
        json("id", id)
            .with("provider", "openai")
            .with("base_url", baseUrl)
            .with("model", "stand-in"));
  }

  /** Its protocol: openai, ollama, gemini, anthropic, openrouter or offline. */
  public ProviderBody protocol(String name) {
    return with("provider", name);
  }

  @Override
  public ProviderBody with(String name, @Nullable Object value) {
    return new ProviderBody(super.with(name, value));
  }

  @Override
  public ProviderBody with(JsonBody more) {
    return new ProviderBody(super.with(more));
  }
}
