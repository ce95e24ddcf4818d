package dev.quern.testing;

import org.jspecify.annotations.Nullable;

/**
 * What a model says.
 *
 * @param text may be empty
 * @param reasoningField the field of the message that holds the thoughts, when there are any
 * @param usage null for a server that sends none
 */
public record Completion(
    String text,
    @Nullable String reasoningField,
    @Nullable String reasoning,
    String finishReason,
    @Nullable Usage usage)
    implements Answer.Body {

  /** In tokens; zeros stand for an estimate of 4 characters a token. */
  public record Usage(int promptTokens, int completionTokens) {}

  static Completion of(String text) {
    return new Completion(text, null, null, "stop", new Usage(0, 0));
  }

  Completion withReasoning(String field, String thoughts) {
    return new Completion(text, field, thoughts, finishReason, usage);
  }

  Completion withFinishReason(String reason) {
    return new Completion(text, reasoningField, reasoning, reason, usage);
  }

  Completion withUsage(int promptTokens, int completionTokens) {
    Usage counted = new Usage(promptTokens, completionTokens);
    return new Completion(text, reasoningField, reasoning, finishReason, counted);
  }

  Completion withoutUsage() {
    return new Completion(text, reasoningField, reasoning, finishReason, null);
  }

  /** The usage of an answer to this prompt, estimated where it was not set. */
  @Nullable Usage usageFor(String prompt) {
    return usage == null || usage.promptTokens() + usage.completionTokens() > 0
        ? usage
        : new Usage(prompt.length() / 4 + 1, text.length() / 4 + 1);
  }
}
