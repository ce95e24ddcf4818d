/**
 * What an operator meets: the banner at start and the route files that are used. Imports {@code
 * llm.request}, {@code ops.security}, {@code root}, {@code task.model}, {@code task.run}, {@code
 * tasktype.questiongeneration}.
 */
@NullMarked
package dev.quern.ops;

import org.jspecify.annotations.NullMarked;
