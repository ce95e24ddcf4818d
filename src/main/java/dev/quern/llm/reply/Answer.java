package dev.quern.llm.reply;

import org.jspecify.annotations.Nullable;

/** An answer, never blank, and the chain of thought that led to it, or null where none came. */
public record Answer(String answer, @Nullable String cot) {}
