/** What the zipped formats of office programs share: their parts, relations and charts. */
@NullMarked
package dev.quern.document.office;

import org.jspecify.annotations.NullMarked;
