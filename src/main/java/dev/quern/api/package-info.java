/**
 * REST: bodies, parameters, problems, events. It may import every other package; none imports it.
 */
@NullMarked
package dev.quern.api;

import org.jspecify.annotations.NullMarked;
