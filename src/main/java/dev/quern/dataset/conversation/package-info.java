/**
 * The table {@code conversation}: multi-turn dialogues as ShareGPT messages. Imports {@code
 * dataset}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.conversation;

import org.jspecify.annotations.NullMarked;
