/** Projects and what is in them at a glance, and how files come in. */
@NullMarked
package dev.quern.page.project;

import org.jspecify.annotations.NullMarked;
