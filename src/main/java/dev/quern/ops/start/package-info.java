/**
 * The reports of failed starts, and what makes starts fast: the beans that the build has prepared,
 * and what the archive of the launcher is trained with. Imports {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.ops.start;

import org.jspecify.annotations.NullMarked;
