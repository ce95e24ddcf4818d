/**
 * What replies are made of beside JSON: sections, code spans, invisible characters, template
 * tokens. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.reply.text;

import org.jspecify.annotations.NullMarked;
