/**
 * Steps as chains of tasks: those of the folder and those of REST; how a file comes in and how a
 * finished dataset goes out. Imports {@code task}, {@code document}, {@code dataset}, {@code
 * export}.
 */
@NullMarked
package dev.quern.pipeline;

import org.jspecify.annotations.NullMarked;
