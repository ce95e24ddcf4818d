/** Tasks as they run, their items, and the forms that start and change them. */
@NullMarked
package dev.quern.page.task;

import org.jspecify.annotations.NullMarked;
