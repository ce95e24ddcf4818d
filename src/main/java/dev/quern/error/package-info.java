/**
 * The failures that a caller can act on, each with the HTTP status it stands for, and the checks
 * that collect what is wrong with a request's fields. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.error;

import org.jspecify.annotations.NullMarked;
