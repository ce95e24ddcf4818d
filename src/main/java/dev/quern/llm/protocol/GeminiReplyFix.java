package dev.quern.llm.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Gemini's replies as LangChain4j 1.11 can read them: it knows no prompt that was blocked, fails on
 * reasons to stop that came later and on events without a candidate, and does not count thoughts
 * among the tokens. The field names are those of GenerateContentResponse in Google's reference.
 */
final class GeminiReplyFix {

  private static final Set<String> KNOWN =
      Set.of(
          "STOP",
          "MAX_TOKENS",
          "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "OTHER",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MALFORMED_FUNCTION_CALL");

  private GeminiReplyFix() {}

  /** A whole reply needs a usage, where that of an event would replace the one before. */
  static void mendWhole(ObjectNode reply) {
    mend(reply);
    reply.withObjectProperty("usageMetadata");
  }

  static void mend(ObjectNode reply) {
    boolean ofModel =
        reply.has("candidates") || reply.has("usageMetadata") || reply.has("promptFeedback");
    if (!ofModel) {
      return;
    }
    if (reply.path("candidates").isEmpty()) {
      ObjectNode candidate = reply.putArray("candidates").addObject();
      if (reply.path("promptFeedback").hasNonNull("blockReason")) {
        candidate.put("finishReason", "SAFETY");
      }
    }
    for (JsonNode candidate : reply.path("candidates")) {
      String reason = candidate.path("finishReason").asText("");
      if (candidate instanceof ObjectNode object && !reason.isEmpty() && !KNOWN.contains(reason)) {
        boolean filtered = reason.contains("SAFETY") || reason.contains("PROHIBITED");
        object.put("finishReason", filtered ? "SAFETY" : "OTHER");
      }
    }
    int thoughts = reply.path("usageMetadata").path("thoughtsTokenCount").asInt(0);
    if (thoughts > 0 && reply.path("usageMetadata") instanceof ObjectNode usage) {
      usage.put("candidatesTokenCount", usage.path("candidatesTokenCount").asInt(0) + thoughts);
    }
  }
}
