/** Finds and repairs JSON in what models write. Imports {@code llm.reply.text}, {@code root}. */
@NullMarked
package dev.quern.llm.reply.json;

import org.jspecify.annotations.NullMarked;
