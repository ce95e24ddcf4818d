/**
 * Questions, entries, conversations and images: lists, one, and changes of many. Imports {@code
 * dataset}, {@code dataset.chunk}, {@code dataset.conversation}, {@code dataset.entry}, {@code
 * dataset.image}, {@code dataset.lineage}, {@code dataset.question}, {@code dataset.warning},
 * {@code document.image}, {@code error}, {@code page}, {@code root}.
 */
@NullMarked
package dev.quern.page.row;

import org.jspecify.annotations.NullMarked;
