package dev.quern.dataset;

import java.util.List;

/**
 * A part of a list that was found by its neighbour's key.
 *
 * @param more whether there are rows behind it
 * @param less whether there are rows before it
 */
public record Slice<T>(List<T> items, boolean less, boolean more) {}
