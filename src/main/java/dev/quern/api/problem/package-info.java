/**
 * Errors as RFC 9457 problems, wherever they occur. Imports {@code api.request}, {@code document},
 * {@code document.original}, {@code error}, {@code llm.failure}, {@code root}, {@code task.model}.
 */
@NullMarked
package dev.quern.api.problem;

import org.jspecify.annotations.NullMarked;
