package dev.quern.llm.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the built-in prompts a model gets. Compact ones have the source first, then three lines
 * of rules: models of a few billion parameters and less follow them better, and copy less of them.
 */
public enum PromptSet {
  /** All rules, with examples. */
  FULL,
  /** The compact ones, and the full one where a prompt has no compact form. */
  COMPACT;

  /** Their names in configurations. */
  public static final List<String> NAMES = List.of("compact", "full");

  static final String PREFIX = "compact-";

  /** The first of the names that is there; full without any. */
  public static PromptSet of(@Nullable String first, @Nullable String second) {
    return "compact".equals(first == null ? second : first) ? COMPACT : FULL;
  }
}
