/**
 * Files that wait to be read are read by the first node that has a place. Imports {@code document},
 * {@code document.charset}, {@code document.original}, {@code document.parser}, {@code error},
 * {@code home}, {@code root}, {@code task.model}.
 */
@NullMarked
package dev.quern.pipeline.reading;

import org.jspecify.annotations.NullMarked;
