/**
 * What is stored and shown: projects, chunks, questions, dataset entries, and what came from which
 * file. It imports nothing of Quern but the root package; task types, exports and REST import it.
 */
@NullMarked
package dev.quern.dataset;

import org.jspecify.annotations.NullMarked;
