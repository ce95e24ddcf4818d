/**
 * Cleans the text of an entry: white space and repeated signs, never inside code, formulas or
 * links. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.tasktype.datadistillation.cleaning;

import org.jspecify.annotations.NullMarked;
