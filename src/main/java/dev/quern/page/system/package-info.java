/**
 * Health, nodes, the queue and schedules. Imports {@code dataset.project}, {@code error}, {@code
 * llm.limit}, {@code llm.provider}, {@code root}, {@code schedule}, {@code task}, {@code
 * task.model}, {@code task.type}.
 */
@NullMarked
package dev.quern.page.system;

import org.jspecify.annotations.NullMarked;
