package dev.quern.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a notification.
 *
 * @param id the id of the notification, the same for each attempt
 * @param host the host and port of its URL; logs name only these, because the rest may contain a
 *     secret
 * @param body the task's JSON in UTF-8
 * @param attempt the number of the attempt, from 1
 * @param signature the signature of the body; null if no secret is set
 */
public record Delivery(
    String id,
    String taskId,
    String url,
    String host,
    byte[] body,
    int attempt,
    Instant createAt,
    @Nullable String signature) {}
