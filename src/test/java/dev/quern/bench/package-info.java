/**
 * Benchmarks. Not part of the test suite; each has a {@code main}. May import everything, and is
 * imported by nothing.
 */
@NullMarked
package dev.quern.bench;

import org.jspecify.annotations.NullMarked;
