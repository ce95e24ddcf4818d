/** The task type answer-generation: answers each question out of its chunk. */
@NullMarked
package dev.quern.tasktype.answergeneration;

import org.jspecify.annotations.NullMarked;
