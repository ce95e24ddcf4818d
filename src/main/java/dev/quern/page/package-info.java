/**
 * The page for people: its frame, languages, and what holds of every view. No rule of the domain
 * lives here; it shows what the services know. Imports {@code api.problem}, {@code
 * dataset.project}, {@code llm.provider}, {@code root}, {@code task}, {@code task.model}.
 */
@NullMarked
package dev.quern.page;

import org.jspecify.annotations.NullMarked;
