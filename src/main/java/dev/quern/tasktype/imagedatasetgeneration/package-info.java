/**
 * The task type image-dataset-generation: answers each question about an image by looking at it.
 */
@NullMarked
package dev.quern.tasktype.imagedatasetgeneration;

import org.jspecify.annotations.NullMarked;
