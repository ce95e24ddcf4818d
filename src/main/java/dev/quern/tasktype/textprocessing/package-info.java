/**
 * The task type text-processing: the text of each file in chunks. Imports {@code chunk}, {@code
 * dataset.gate}, {@code document.extraction}, {@code document.store}, {@code error}, {@code root},
 * {@code task.model}, {@code task.run}, {@code task.store}, {@code task.type}, {@code tasktype},
 * {@code tasktype.input}.
 */
@NullMarked
package dev.quern.tasktype.textprocessing;

import org.jspecify.annotations.NullMarked;
