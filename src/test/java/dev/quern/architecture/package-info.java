/** Holds the shape of the inside: packages, routes, task types. */
@NullMarked
package dev.quern.architecture;

import org.jspecify.annotations.NullMarked;
