/**
 * Access control: logins, tokens, origins, the operator's password, and the key for secrets.
 * Imports {@code error}, {@code meter}, {@code ops}, {@code root}.
 */
@NullMarked
package dev.quern.ops.security;

import org.jspecify.annotations.NullMarked;
