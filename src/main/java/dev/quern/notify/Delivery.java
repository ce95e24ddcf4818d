package dev.quern.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver a notification.
 *
 * @param id of the notification, the same for each try
 * @param host and port of its URL; the rest may hold a secret, so that logs name this alone
 * @param body the task's JSON in UTF-8
 * @param attempt which try this is, from 1
 * @param signature of the body; null where no secret is set
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
