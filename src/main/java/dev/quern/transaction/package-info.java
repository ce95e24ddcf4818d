/** What follows a commit, and how long a transaction may stand still. Imports nothing of Quern. */
@NullMarked
package dev.quern.transaction;

import org.jspecify.annotations.NullMarked;
