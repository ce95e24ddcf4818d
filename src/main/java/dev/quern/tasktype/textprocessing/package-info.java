/** The task type text-processing: splits the text of each file into chunks. */
@NullMarked
package dev.quern.tasktype.textprocessing;

import org.jspecify.annotations.NullMarked;
