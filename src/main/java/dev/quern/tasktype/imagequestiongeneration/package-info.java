/**
 * The task type image-question-generation: questions about each image. Imports {@code dataset},
 * {@code dataset.question}, {@code document.image}, {@code error}, {@code llm.request}, {@code
 * task.model}, {@code task.run}, {@code task.store}, {@code task.type}, {@code tasktype}, {@code
 * tasktype.input}, {@code tasktype.warning}.
 */
@NullMarked
package dev.quern.tasktype.imagequestiongeneration;

import org.jspecify.annotations.NullMarked;
