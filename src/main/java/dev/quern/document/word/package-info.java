/** Word's documents (WordprocessingML, ECMA-376), as Word shows them in its final view. */
@NullMarked
package dev.quern.document.word;

import org.jspecify.annotations.NullMarked;
