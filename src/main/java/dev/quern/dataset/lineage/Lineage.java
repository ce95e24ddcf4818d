package dev.quern.dataset.lineage;

import dev.quern.dataset.FileRef;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.conversation.Conversation;
import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.question.GaPair;
import dev.quern.dataset.question.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an entry comes from, and those that came from it; null for a row that does not
 * exist. Each row names the task that made it; the entry includes its score.
 *
 * @param chunk with its offsets in the file's text
 * @param gaPair the genre and audience of the question
 * @param conversations the dialogues about the same question
 */
public record Lineage(
    @Nullable FileRef file,
    @Nullable Chunk chunk,
    @Nullable GaPair gaPair,
    @Nullable Question question,
    Entry entry,
    List<Conversation> conversations) {}
