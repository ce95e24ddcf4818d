package dev.quern.llm.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which set of built-in prompts a model gets. Compact prompts have the source first and then three
 * lines of rules: small models, of a few billion parameters, follow them better and copy less of
 * them.
 */
public enum PromptSet {
  /** All rules, with examples. */
  FULL,
  /** The compact prompts; the full one if a prompt has no compact form. */
  COMPACT;

  /** Their names in configurations. */
  public static final List<String> NAMES = List.of("compact", "full");

  static final String PREFIX = "compact-";

  /** The first of the names that is there; full without any. */
  public static PromptSet of(@Nullable String first, @Nullable String second) {
    return "compact".equals(first == null ? second : first) ? COMPACT : FULL;
  }
}
