/**
 * Commands of an operator, given as an argument of the jar. Imports {@code document.original},
 * {@code home}, {@code ops.database}, {@code ops.security}, {@code secret}.
 */
@NullMarked
package dev.quern.ops.command;

import org.jspecify.annotations.NullMarked;
