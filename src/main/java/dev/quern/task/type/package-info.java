/**
 * What a task type is to the engine: a bean that lists items and stores results. Types plug in from
 * {@code tasktype}. Imports {@code error}, {@code task.model}, {@code task.run}, {@code
 * task.store}.
 */
@NullMarked
package dev.quern.task.type;

import org.jspecify.annotations.NullMarked;
