/**
 * Reads what models say: text in, a value or an {@link
 * dev.quern.llm.reply.UnreadableReplyException} that says what was missing. Pure functions over
 * Jackson and ICU. Imports {@code llm.reply.json}, {@code llm.reply.text}, {@code root}.
 */
@NullMarked
package dev.quern.llm.reply;

import org.jspecify.annotations.NullMarked;
