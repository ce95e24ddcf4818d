/** The task type multi-turn-generation: leads a dialogue about each question, turn by turn. */
@NullMarked
package dev.quern.tasktype.multiturngeneration;

import org.jspecify.annotations.NullMarked;
