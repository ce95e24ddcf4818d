/**
 * Finds and repairs JSON in what models write. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.reply.json;

import org.jspecify.annotations.NullMarked;
