/**
 * What the zipped formats of office programs share: their parts, relations and charts. Imports
 * {@code document.markup}.
 */
@NullMarked
package dev.quern.document.reader.office;

import org.jspecify.annotations.NullMarked;
