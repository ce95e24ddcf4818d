/**
 * Stand-ins and small tools for tests and benchmarks: a model server that misbehaves on demand, and
 * waiting for a condition. Imports the JDK and Jackson, and nothing of the project: what is counted
 * here is counted on the server's side.
 */
@NullMarked
package dev.quern.testing;

import org.jspecify.annotations.NullMarked;
