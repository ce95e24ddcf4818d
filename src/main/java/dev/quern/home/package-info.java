/** The home folder, and the private and temporary files in it. Imports {@code error}. */
@NullMarked
package dev.quern.home;

import org.jspecify.annotations.NullMarked;
