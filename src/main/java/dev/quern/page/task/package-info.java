/**
 * Tasks as they run, their items, and the forms that start and change them. Imports {@code
 * dataset.project}, {@code document.store}, {@code error}, {@code llm.provider}, {@code page},
 * {@code root}, {@code task}, {@code task.model}, {@code task.type}, {@code tasktype}, {@code
 * tasktype.estimate}.
 */
@NullMarked
package dev.quern.page.task;

import org.jspecify.annotations.NullMarked;
