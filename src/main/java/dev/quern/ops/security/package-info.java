/**
 * Access control: logins, tokens, origins, the operator's password, and the key for secrets.
 * Imports {@code error}, {@code home}, {@code meter}, {@code ops}, {@code secret}.
 */
@NullMarked
package dev.quern.ops.security;

import org.jspecify.annotations.NullMarked;
