package dev.quern.task.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as users see it.
 *
 * @param id its place in the task, from 1
 * @param ref the id of what it is about
 * @param state pending, done or failed
 * @param rawReply what the model said last, where that could not be used
 * @param rawReplies all that it said in the last attempt, each reply as it came
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
