/**
 * The task type image-dataset-generation: an answer to each question about an image. Imports {@code
 * dataset}, {@code dataset.image}, {@code dataset.question}, {@code dataset.template}, {@code
 * document.image}, {@code error}, {@code llm.reply}, {@code llm.request}, {@code task.model},
 * {@code task.run}, {@code task.store}, {@code task.type}, {@code tasktype}, {@code
 * tasktype.input}, {@code tasktype.warning}.
 */
@NullMarked
package dev.quern.tasktype.imagedatasetgeneration;

import org.jspecify.annotations.NullMarked;
