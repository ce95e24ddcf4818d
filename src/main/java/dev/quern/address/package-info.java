/** The servers that Quern is asked to call. Imports {@code error}. */
@NullMarked
package dev.quern.address;

import org.jspecify.annotations.NullMarked;
