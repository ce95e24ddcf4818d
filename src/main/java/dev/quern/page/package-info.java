/**
 * The web page: its frame, its languages, and what all views share. It has no domain rules and only
 * shows what the services know. Imports {@code api.problem}, {@code dataset.project}, {@code
 * error}, {@code home}, {@code llm.provider}, {@code root}, {@code task}, {@code task.model}.
 */
@NullMarked
package dev.quern.page;

import org.jspecify.annotations.NullMarked;
