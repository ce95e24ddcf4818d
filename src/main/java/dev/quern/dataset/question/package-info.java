/**
 * The table {@code question}, and the pairs of genre and audience (GA pairs) that questions are
 * asked for. Imports {@code dataset}, {@code dataset.warning}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.question;

import org.jspecify.annotations.NullMarked;
