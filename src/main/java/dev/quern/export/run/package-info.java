/**
 * Writes export files: chooses the rows and writes them to their target. Imports {@code dataset},
 * {@code export.bundle}, {@code export.file}, {@code export.format}, {@code export.run.split},
 * {@code home}, {@code root}.
 */
@NullMarked
package dev.quern.export.run;

import org.jspecify.annotations.NullMarked;
