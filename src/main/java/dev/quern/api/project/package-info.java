/**
 * REST of projects, their files, images and prompts. Imports {@code api.request}, {@code
 * dataset.lineage}, {@code dataset.project}, {@code document}, {@code document.image}, {@code
 * document.original}, {@code document.store}, {@code error}, {@code root}, {@code tasktype}.
 */
@NullMarked
package dev.quern.api.project;

import org.jspecify.annotations.NullMarked;
