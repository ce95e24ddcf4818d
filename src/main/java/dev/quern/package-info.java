/**
 * What every part of Quern may use: ids, JSON, pages of lists, usage, threads, the name of this
 * node, and {@link dev.quern.Quern}, which starts it all. Imports {@code error}.
 */
@NullMarked
package dev.quern;

import org.jspecify.annotations.NullMarked;
