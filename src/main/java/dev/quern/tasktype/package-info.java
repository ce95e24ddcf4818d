/**
 * What task types share: reading a configuration, the provider that it names, the rows that an
 * input leads to, and what a failure means. Each type has a package of its own beneath; they never
 * import each other. Imports {@code task}, {@code chunk}, {@code llm}, {@code dataset}, {@code
 * document}.
 */
@NullMarked
package dev.quern.tasktype;

import org.jspecify.annotations.NullMarked;
