/**
 * What an operator's monitoring is told beside what the parts meter themselves. Imports {@code
 * document}, {@code meter}, {@code root}, {@code task.type}.
 */
@NullMarked
package dev.quern.ops.monitoring;

import org.jspecify.annotations.NullMarked;
