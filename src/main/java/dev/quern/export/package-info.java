/**
 * Writes rows in the formats that trainers read. Imports {@code dataset.conversation},
 * {@code dataset.entry}, {@code dataset.image}, {@code error}.
 */
@NullMarked
package dev.quern.export;

import org.jspecify.annotations.NullMarked;
