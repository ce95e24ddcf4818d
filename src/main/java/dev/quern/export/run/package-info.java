/**
 * How a file is made: the rows that are chosen, and where they are written. Imports {@code
 * dataset}, {@code export.bundle}, {@code export.file}, {@code export.format}, {@code
 * export.run.split}, {@code root}.
 */
@NullMarked
package dev.quern.export.run;

import org.jspecify.annotations.NullMarked;
