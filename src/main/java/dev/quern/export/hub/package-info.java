/**
 * Uploads to a Hub that speaks the commit API of Hugging Face. Imports {@code address}, {@code
 * error}, {@code root}.
 */
@NullMarked
package dev.quern.export.hub;

import org.jspecify.annotations.NullMarked;
