/**
 * Folders of files in the layout of a trainer's own loader, as zips or as folders. Imports {@code
 * export.format}, {@code root}.
 */
@NullMarked
package dev.quern.export.bundle;

import org.jspecify.annotations.NullMarked;
