/**
 * What every part of Quern may use: ids, pages of lists, transactions, secrets, the home folder and
 * its files, and {@link dev.quern.Quern}, which starts it all. Imports {@code error}.
 */
@NullMarked
package dev.quern;

import org.jspecify.annotations.NullMarked;
