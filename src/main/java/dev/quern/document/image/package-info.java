/**
 * The images of projects: read, checked, scaled and encoded for a model. Imports {@code dataset},
 * {@code document}, {@code document.original}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.document.image;

import org.jspecify.annotations.NullMarked;
