/** Questions, entries, conversations and images: lists, one, and changes of many. */
@NullMarked
package dev.quern.page.row;

import org.jspecify.annotations.NullMarked;
