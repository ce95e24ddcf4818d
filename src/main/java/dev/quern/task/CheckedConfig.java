package dev.quern.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that its type has accepted, and what of it concerns the engine.
 *
 * @param config what is stored: complete and valid, secrets encrypted
 * @param parallelism items in flight, 1 to 512
 * @param maxAttempts times that an item is tried
 */
public record CheckedConfig(
    ObjectNode config, int parallelism, int maxAttempts, @Nullable ModelInfo modelInfo) {}
