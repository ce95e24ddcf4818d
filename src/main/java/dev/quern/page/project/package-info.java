/**
 * Projects and what is in them at a glance, how files come in, and exports. Imports {@code
 * dataset.project}, {@code document.store}, {@code error}, {@code page}, {@code root}, {@code
 * task}, {@code task.model}.
 */
@NullMarked
package dev.quern.page.project;

import org.jspecify.annotations.NullMarked;
