package dev.quern.task.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as users see it.
 *
 * @param id its place in the task, from 1
 * @param ref the id of the chunk, question or other row that it is about
 * @param state pending, done or failed
 * @param rawReply the last reply of the model, if it could not be used
 * @param rawReplies all replies of the last attempt, unchanged
 */
public record ItemView(
    String id,
    String ref,
    String state,
    int attempts,
    @Nullable String error,
    @Nullable String errorClass,
    @Nullable String finishReason,
    @Nullable String rawReply,
    List<String> rawReplies) {}
