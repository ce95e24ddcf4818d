package dev.quern.dataset;

import java.util.List;

/**
 * A part of a list, found by the key of its neighbour. Only an empty list has an empty part.
 *
 * @param more whether more rows follow
 * @param less whether rows precede it
 */
public record Slice<T>(List<T> items, boolean less, boolean more) {}
