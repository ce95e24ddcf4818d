/**
 * The task type text-processing: splits the text of each file into chunks. Imports {@code chunk},
 * {@code dataset.gate}, {@code document.extraction}, {@code document.original}, {@code
 * document.store}, {@code error}, {@code root}, {@code task.model}, {@code task.run}, {@code
 * task.store}, {@code task.type}, {@code tasktype}, {@code tasktype.input}.
 */
@NullMarked
package dev.quern.tasktype.textprocessing;

import org.jspecify.annotations.NullMarked;
