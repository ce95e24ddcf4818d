/** A file's text beside its chunks. */
@NullMarked
package dev.quern.page.file;

import org.jspecify.annotations.NullMarked;
