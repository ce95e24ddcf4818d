/**
 * What a record looks like to a trainer, and how a record is read back into a row. Pure: values in,
 * values out. Imports {@code dataset.conversation}, {@code root}.
 */
@NullMarked
package dev.quern.export.format;

import org.jspecify.annotations.NullMarked;
