/**
 * Reads questions from a reply: JSON arrays, objects, numbered and bulleted lists. Imports {@code
 * llm.reply}, {@code llm.reply.json}, {@code llm.reply.text}.
 */
@NullMarked
package dev.quern.llm.reply.question;

import org.jspecify.annotations.NullMarked;
