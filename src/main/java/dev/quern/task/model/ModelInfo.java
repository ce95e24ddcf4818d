package dev.quern.task.model;

import org.jspecify.annotations.Nullable;

/** The model that a task talks to; no id where the provider stands in the task itself. */
public record ModelInfo(@Nullable String providerId, String provider, String model) {}
