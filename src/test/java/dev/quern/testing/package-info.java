/**
 * Stand-ins and small tools for tests and benchmarks: a model server that misbehaves on demand, a
 * database, the beans that task types' routes name, and waiting for a condition. Imports nothing of
 * the project but its root package: what is counted here is counted on the other side.
 */
@NullMarked
package dev.quern.testing;

import org.jspecify.annotations.NullMarked;
