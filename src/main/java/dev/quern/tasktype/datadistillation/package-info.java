/**
 * The task type data-distillation: cleans the text of entries and takes duplicates out. Imports
 * {@code task}, {@code dataset} and what task types share.
 */
@NullMarked
package dev.quern.tasktype.datadistillation;

import org.jspecify.annotations.NullMarked;
