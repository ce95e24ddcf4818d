/**
 * What is stored and doubtful: the names of warnings on rows, the filter by them, and their counts.
 * It imports nothing of Quern but the root package.
 */
@NullMarked
package dev.quern.dataset.warning;

import org.jspecify.annotations.NullMarked;
