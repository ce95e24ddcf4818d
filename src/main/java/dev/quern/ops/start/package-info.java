/** The reports of failed starts. Imports {@code error}. */
@NullMarked
package dev.quern.ops.start;

import org.jspecify.annotations.NullMarked;
