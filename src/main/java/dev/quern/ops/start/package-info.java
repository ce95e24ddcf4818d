/** What is said of a start that fails. Imports {@code error}. */
@NullMarked
package dev.quern.ops.start;

import org.jspecify.annotations.NullMarked;
