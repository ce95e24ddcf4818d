/**
 * The table {@code image_entry}: questions and answers about images. Imports {@code dataset},
 * {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.image;

import org.jspecify.annotations.NullMarked;
