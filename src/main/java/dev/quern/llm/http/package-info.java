/**
 * HTTP to model servers: whole and streamed replies, their time-outs, and what on the wire is no
 * reply at all. Knows no provider, and imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.http;

import org.jspecify.annotations.NullMarked;
