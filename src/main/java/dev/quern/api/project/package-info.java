/**
 * REST of projects, their files, images and prompts. Imports {@code api.request}, {@code
 * dataset.lineage}, {@code dataset.project}, {@code document.image}, {@code document.store}, {@code
 * root}, {@code tasktype}.
 */
@NullMarked
package dev.quern.api.project;

import org.jspecify.annotations.NullMarked;
