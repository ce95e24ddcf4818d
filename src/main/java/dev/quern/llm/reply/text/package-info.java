/**
 * What replies are made of beside JSON: sections, code spans, invisible characters, template
 * tokens. Imports {@code llm.guard}.
 */
@NullMarked
package dev.quern.llm.reply.text;

import org.jspecify.annotations.NullMarked;
