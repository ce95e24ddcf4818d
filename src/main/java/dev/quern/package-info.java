/**
 * What every part of Quern may use: ids, pages of lists, and the failures that a caller can act on.
 * It imports no other package of Quern.
 */
@NullMarked
package dev.quern;

import org.jspecify.annotations.NullMarked;
