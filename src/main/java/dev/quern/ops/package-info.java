/**
 * What an operator meets: the banner at start and the route files that are used. Imports {@code
 * ops.security}, {@code root}, {@code task.model}.
 */
@NullMarked
package dev.quern.ops;

import org.jspecify.annotations.NullMarked;
