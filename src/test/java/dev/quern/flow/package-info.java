/** The whole of Quern through its front door: real PostgreSQL, real files, a real model server. */
@NullMarked
package dev.quern.flow;

import org.jspecify.annotations.NullMarked;
