package dev.quern.notify;

import dev.quern.error.Excerpt;
import dev.quern.meter.QuernMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The outbox of notifications. A process takes a due notification with a lease; if the process
 * dies, another one takes it after the lease. So each notification arrives at least once, always
 * with the same id.
 */
@Component("webhookOutbox")
public class WebhookOutbox {

  private static final Logger log = LoggerFactory.getLogger(WebhookOutbox.class);

  /**
   * The most concurrent deliveries to a receiver, so that a hanging receiver does not block all
   * others.
   */
  private static final String TAKE =
      """
      update webhook_outbox set attempts = attempts + 1, lease_until = now() + interval '30 seconds'
      where id = (
          select w.id from webhook_outbox w
          where w.delivered_at is null and w.gave_up_at is null and w.next_try_at <= now()
            and (w.lease_until is null or w.lease_until < now())
            and (select count(*) from webhook_outbox b
                 where b.host = w.host and b.lease_until > now()) < 2
          order by w.next_try_at limit 1 for update skip locked)
      returning id, task_id, url, host, body, attempts, create_at
      """;

  private static final String DELIVERED =
      """
      update webhook_outbox set delivered_at = now(), lease_until = null, last_error = null
      where id = :id and delivered_at is null
      """;

  private static final String FAILED =
      """
      update webhook_outbox set lease_until = null, last_error = :error,
          next_try_at = now() + make_interval(secs => :wait),
          gave_up_at = case when create_at < now() - make_interval(secs => :give_up_after) then now() end
      where id = :id and attempts = :attempt and delivered_at is null
      returning gave_up_at is not null
      """;

  private static final int MAX_CHARACTERS = 500;

  private final JdbcClient jdbc;
  private final NotifySettings settings;
  private final DeliveryTrigger trigger;
  private final Clock clock;
  private final MeterRegistry meters;
  private volatile boolean closing;

  WebhookOutbox(
      JdbcClient jdbc,
      NotifySettings settings,
      DeliveryTrigger trigger,
      Clock clock,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.trigger = trigger;
    this.clock = clock;
    this.meters = meters;
    // Prometheus sees no increase in a series that begins with its first count.
    List.of("delivered", "retried", "gave_up").forEach(this::counter);
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  /**
   * The next delivery; null if none is due, or the process is shutting down. Calls are serialized,
   * so that each sees the deliveries of the others and keeps the limit per receiver.
   */
  public synchronized @Nullable Delivery take() {
    if (closing) {
      return null;
    }
    Delivery taken = jdbc.sql(TAKE).query(this::row).optional().orElse(null);
    if (taken != null) {
      trigger.now(); // where one is due, there may be more: another place looks
    }
    return taken;
  }

  private Delivery row(ResultSet rs, int number) throws SQLException {
    byte[] body = rs.getString("body").getBytes(StandardCharsets.UTF_8);
    String secret = settings.secret();
    return new Delivery(
        rs.getString("id"),
        rs.getString("task_id"),
        rs.getString("url"),
        rs.getString("host"),
        body,
        rs.getInt("attempts"),
        rs.getTimestamp("create_at").toInstant(),
        secret.isEmpty() ? null : WebhookSignature.of(secret, clock.instant(), body));
  }

  /** Records the receiver's HTTP status; any 2xx means that it has accepted the notification. */
  public void answered(Delivery delivery, int status) {
    if (status < 200 || status > 299) {
      retry(delivery, "it answered with status " + status);
      return;
    }
    jdbc.sql(DELIVERED).param("id", delivery.id()).update();
    count("delivered");
    log.info("The end of task {} is told to {}", delivery.taskId(), delivery.host());
  }

  /** Records that the receiver was unreachable or did not answer in time. */
  public void failed(Delivery delivery, Throwable error) {
    retry(delivery, error.getClass().getSimpleName() + ": " + error.getMessage());
  }

  private void retry(Delivery delivery, String reason) {
    Duration wait = DeliveryBackoff.after(delivery.attempt(), ThreadLocalRandom.current());
    boolean gaveUp =
        jdbc.sql(FAILED)
            .param("id", delivery.id())
            .param("attempt", delivery.attempt())
            .param("error", Excerpt.of(reason, MAX_CHARACTERS))
            .param("wait", wait.toMillis() / 1000.0)
            .param("give_up_after", (double) DeliveryBackoff.GIVE_UP_AFTER.toSeconds())
            .query(Boolean.class)
            .optional()
            .orElse(false);
    count(gaveUp ? "gave_up" : "retried");
    if (gaveUp) {
      log.error(
          "Gave up telling {} of the end of task {} after {} tries; the last: {}",
          delivery.host(),
          delivery.taskId(),
          delivery.attempt(),
          reason);
    } else {
      log.warn(
          "The end of task {} could not be told to {} (try {}); again in {} s: {}",
          delivery.taskId(),
          delivery.host(),
          delivery.attempt(),
          wait.toSeconds(),
          reason);
    }
  }

  private void count(String outcome) {
    counter(outcome).increment();
  }

  private Counter counter(String outcome) {
    return QuernMeter.WEBHOOKS.counter(meters, outcome);
  }
}
