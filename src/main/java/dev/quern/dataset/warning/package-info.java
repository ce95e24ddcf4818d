/** The warnings that rows carry, and how lists are filtered by them. Imports nothing of Quern. */
@NullMarked
package dev.quern.dataset.warning;

import org.jspecify.annotations.NullMarked;
