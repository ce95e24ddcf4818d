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
 * Where an entry comes from, from the root to what came of it: null where there is no such row, or
 * no longer. Each row names the task that made it; the entry has its score.
 *
 * @param chunk with its offsets in the file's text
 * @param gaPair for whom the question was asked
 * @param conversations the dialogues about the same question
 */
public record Lineage(
    @Nullable FileRef file,
    @Nullable Chunk chunk,
    @Nullable GaPair gaPair,
    @Nullable Question question,
    Entry entry,
    List<Conversation> conversations) {}
