/** The task type dataset-evaluation: lets a model judge entries, and weighs what it says. */
@NullMarked
package dev.quern.tasktype.datasetevaluation;

import org.jspecify.annotations.NullMarked;
