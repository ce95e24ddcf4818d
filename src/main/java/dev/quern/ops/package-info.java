/**
 * What an operator meets: the embedded PostgreSQL, health, meters, the console, who may do what,
 * and the checks at start-up. Imports {@code task}, {@code llm} and the root package.
 */
@NullMarked
package dev.quern.ops;

import org.jspecify.annotations.NullMarked;
