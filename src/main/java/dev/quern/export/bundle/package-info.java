/**
 * Folders of files that a trainer's own loader takes unchanged, as zips or as they are. Imports
 * {@code export.format}, {@code root}.
 */
@NullMarked
package dev.quern.export.bundle;

import org.jspecify.annotations.NullMarked;
