package dev.quern.task.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that its type has accepted, and what of it concerns the engine.
 *
 * @param config what is stored: complete and valid, secrets encrypted
 * @param parallelism items in flight, 1 to 512
 * @param maxAttempts times that an item is tried
 * @param hasPrices whether it is known what its calls cost; a type that makes none knows it
 */
public record ValidatedConfig(
    ObjectNode config,
    int parallelism,
    int maxAttempts,
    @Nullable ModelInfo modelInfo,
    boolean hasPrices) {

  /** Of a type that asks no model. */
  public ValidatedConfig(
      ObjectNode config, int parallelism, int maxAttempts, @Nullable ModelInfo modelInfo) {
    this(config, parallelism, maxAttempts, modelInfo, modelInfo == null);
  }
}
