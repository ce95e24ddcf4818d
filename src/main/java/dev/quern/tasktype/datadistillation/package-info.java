/**
 * The task type data-distillation: cleans the texts of entries and removes duplicates. Imports
 * {@code dataset}, {@code home}, {@code task.model}, {@code task.run}, {@code task.store}, {@code
 * task.type}, {@code tasktype}, {@code tasktype.datadistillation.cleaning}, {@code
 * tasktype.datadistillation.duplicates}, {@code tasktype.input}.
 */
@NullMarked
package dev.quern.tasktype.datadistillation;

import org.jspecify.annotations.NullMarked;
