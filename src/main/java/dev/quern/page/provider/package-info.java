/** Providers, the playground and prompts. */
@NullMarked
package dev.quern.page.provider;

import org.jspecify.annotations.NullMarked;
