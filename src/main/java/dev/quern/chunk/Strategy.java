package dev.quern.chunk;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a text is split; the JSON names are in lower case. */
public enum Strategy {
  /** By headings; fences and tables stay whole, small sections are merged, large ones split. */
  @JsonProperty("markdown")
  MARKDOWN,
  /** At every occurrence of a literal string. */
  @JsonProperty("delimiter")
  DELIMITER,
  /** Paragraphs, then sentences, packed up to the chunk size, with overlap. */
  @JsonProperty("auto")
  AUTO,
  /** At blank lines, then line ends, sentence ends, spaces, graphemes, with overlap. */
  @JsonProperty("recursive")
  RECURSIVE,
  /** As {@link #AUTO}, with sizes in tokens of the o200k vocabulary. */
  @JsonProperty("token")
  TOKEN
}
