/** What goes in comes out: properties that run through several packages. */
@NullMarked
package dev.quern.mirror;

import org.jspecify.annotations.NullMarked;
