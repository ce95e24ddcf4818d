/** The task type question-generation: asks questions about each chunk. */
@NullMarked
package dev.quern.tasktype.questiongeneration;

import org.jspecify.annotations.NullMarked;
