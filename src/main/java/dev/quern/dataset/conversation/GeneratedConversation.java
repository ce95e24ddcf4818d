package dev.quern.dataset.conversation;

import dev.quern.dataset.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A complete conversation that a task generated; it belongs to the chunk of its question. */
public record GeneratedConversation(
    String projectId,
    String questionId,
    @Nullable String scenario,
    String roleA,
    String roleB,
    int maxTurns,
    List<Message> messages,
    @Nullable String model,
    @Nullable String language,
    List<String> warnings,
    Origin origin) {}
