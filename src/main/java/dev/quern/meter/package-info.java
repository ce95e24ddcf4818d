/** The meters of Quern, with their names, units, tags and help texts. Imports nothing of Quern. */
@NullMarked
package dev.quern.meter;

import org.jspecify.annotations.NullMarked;
