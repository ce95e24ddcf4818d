/**
 * What every part of Quern may use: ids, pages of lists, times of this process, secrets, the home
 * folder, and {@link dev.quern.Quern}, which starts it all. Imports {@code error}.
 */
@NullMarked
package dev.quern;

import org.jspecify.annotations.NullMarked;
