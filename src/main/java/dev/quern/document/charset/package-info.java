/** In which charset a text is written, found from its bytes. Imports nothing of Quern. */
@NullMarked
package dev.quern.document.charset;

import org.jspecify.annotations.NullMarked;
