/**
 * A file's text beside its chunks. Imports {@code chunk}, {@code dataset}, {@code dataset.chunk},
 * {@code dataset.lineage}, {@code dataset.project}, {@code document.original}, {@code
 * document.store}, {@code error}, {@code page}, {@code pipeline.intake}, {@code root}, {@code
 * task}, {@code task.model}.
 */
@NullMarked
package dev.quern.page.file;

import org.jspecify.annotations.NullMarked;
