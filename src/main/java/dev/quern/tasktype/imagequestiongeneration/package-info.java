/** The task type image-question-generation: asks questions about each image. */
@NullMarked
package dev.quern.tasktype.imagequestiongeneration;

import org.jspecify.annotations.NullMarked;
