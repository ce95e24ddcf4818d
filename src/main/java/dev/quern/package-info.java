/** The application, its home folder, and the few types that every package may use. Imports none. */
@NullMarked
package dev.quern;

import org.jspecify.annotations.NullMarked;
