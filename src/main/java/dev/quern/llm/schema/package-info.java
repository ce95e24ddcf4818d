/**
 * JSON schemas that replies are held to, and simpler ones for servers that know only a part of JSON
 * Schema. Imports Jackson, nothing of Quern.
 */
@NullMarked
package dev.quern.llm.schema;

import org.jspecify.annotations.NullMarked;
