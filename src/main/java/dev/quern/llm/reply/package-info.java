/**
 * Reads what models say: text in, a value or an {@link
 * dev.quern.llm.reply.UnreadableReplyException} that says what was missing. Pure functions; imports
 * Jackson and ICU, nothing of Quern, Spring or Camel.
 */
@NullMarked
package dev.quern.llm.reply;

import org.jspecify.annotations.NullMarked;
