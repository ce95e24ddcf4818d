/**
 * Finds duplicates among a million entries: MinHash signatures in locality-sensitive hash tables,
 * in mapped files. Imports {@code error}, {@code llm.reply.text}, {@code root}, {@code task.model},
 * {@code task.store}, {@code tasktype.input}.
 */
@NullMarked
package dev.quern.tasktype.datadistillation.duplicates;

import org.jspecify.annotations.NullMarked;
