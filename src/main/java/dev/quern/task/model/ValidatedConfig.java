package dev.quern.task.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that its task type has accepted, with the values that the engine needs.
 *
 * @param config the configuration to store: complete and valid, with encrypted secrets
 * @param parallelism items in flight, 1 to 512
 * @param maxAttempts attempts of an item
 * @param hasPrices whether the cost of its calls is known; true for a type that makes no calls
 */
public record ValidatedConfig(
    ObjectNode config,
    int parallelism,
    int maxAttempts,
    @Nullable ModelInfo modelInfo,
    boolean hasPrices) {

  /** For a type that makes no model calls. */
  public ValidatedConfig(
      ObjectNode config, int parallelism, int maxAttempts, @Nullable ModelInfo modelInfo) {
    this(config, parallelism, maxAttempts, modelInfo, modelInfo == null);
  }
}
