/** Mail: who wrote to whom, when and what; attachments by their names. */
@NullMarked
package dev.quern.document.mail;

import org.jspecify.annotations.NullMarked;
