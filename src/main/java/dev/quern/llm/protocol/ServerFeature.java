package dev.quern.llm.protocol;

import java.util.regex.Pattern;

/** Optional features of a request. A server that refuses one gets requests without it. */
public enum ServerFeature {
  /** The reply is held to a JSON schema. */
  SCHEMA(
      "response_?format|json_?schema|response_?schema|response_?json_?schema|response_?mime"
          + "|structured.?output|json mode|grammar|guided|ChatRequest\\.format|['\"`]format['\"`]"
          + "|output_format|output_config|\\bschema\\b|tool_choice|\\btools?\\b|failed to parse grammar"),
  /** A stream ends with the tokens that were used. */
  STREAM_USAGE("stream_options|include_usage"),
  /** The older name of the limit on a reply's tokens, which nearly all servers know. */
  MAX_TOKENS("max_completion_tokens|['\"`]max_tokens['\"`].{0,40}(?:not supported|unsupported)"),
  /** The model's thoughts come along. */
  THOUGHTS("thinking|thought");

  private final Pattern words;

  ServerFeature(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** Whether a refusal with this text is about this feature. */
  boolean isNamedIn(String refusal) {
    return words.matcher(refusal).find();
  }
}
