/**
 * JSON Schemas that replies are held to, and the simpler ones for servers that take only a part.
 * Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.schema;

import org.jspecify.annotations.NullMarked;
