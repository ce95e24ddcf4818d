package dev.quern.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.accounting.TokenEstimate;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.text.Repetition;
import dev.quern.llm.request.ModelRequest;
import org.jspecify.annotations.Nullable;

/** Handles a reply that was cut off before it held enough. */
final class CutOffReplies {

  private CutOffReplies() {}

  /**
   * Asks again with a higher token limit, if that can help.
   *
   * @throws ModelCallException if the reply repeats itself, the provider sets no limit that could
   *     be raised, or the limit was raised already
   */
  static <T> ModelRequest<T> again(
      ModelRequest<T> modelRequest, Reply reply, @Nullable ChatResponse response) {
    Integer allowed = modelRequest.maxTokens();
    long tokens = tokens(reply, response, allowed);
    String loop = Repetition.phrase(reply.text());
    if (loop.isEmpty() && reply.text().isBlank() && reply.reasoning() != null) {
      loop = Repetition.phrase(reply.reasoning());
    }
    if (!loop.isEmpty()) {
      throw ModelCallException.ofReply(
          FailureKind.REPETITION,
          "The reply says the same again and again (\"%s\") until it was cut off at %d tokens. A"
                  .formatted(loop, tokens)
              + " repeat penalty at the server, another temperature or a larger model helps; more"
              + " room does not.",
          "length",
          modelRequest.rawReplies());
    }
    if (modelRequest.retries().withMoreTokens()) {
      return modelRequest;
    }
    throw ModelCallException.ofReply(
        FailureKind.TRUNCATED,
        message(modelRequest.provider(), tokens),
        "length",
        modelRequest.rawReplies());
  }

  private static String message(Provider provider, long tokens) {
    if (provider.maxTokens() != null) {
      return "The reply was cut off at %d tokens, twice the max_tokens of %s; raise it or ask for less."
          .formatted(tokens, provider);
    }
    if (provider.provider().equals(Provider.ANTHROPIC)) {
      return "The reply was cut off at %d tokens, which Quern asks for where a provider of this kind"
              .formatted(tokens)
          + " sets no max_tokens; set it in "
          + provider
          + ".";
    }
    return "%s ends replies at %d tokens: is its context full? It sets no max_tokens; give the server"
            .formatted(capital(provider.toString()), tokens)
        + " a larger context, or ask with less text.";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private static long tokens(
      Reply reply, @Nullable ChatResponse response, @Nullable Integer allowed) {
    TokenUsage usage = response == null ? null : response.tokenUsage();
    if (usage != null && usage.outputTokenCount() != null && usage.outputTokenCount() > 0) {
      return usage.outputTokenCount();
    }
    return allowed != null ? allowed : TokenEstimate.of(reply.text());
  }
}
