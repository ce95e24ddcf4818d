package dev.quern.notify;

import dev.quern.Ids;
import dev.quern.task.lifecycle.Notifications;
import dev.quern.task.model.Task;
import dev.quern.transaction.AfterCommit;
import java.net.URI;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes notifications of ended tasks into the outbox, in the transaction that ends the task. */
@Component
class WebhookNotifications implements Notifications {

  private final JdbcClient jdbc;
  private final ReceiverDns receivers;
  private final TaskJson json;
  private final DeliveryTrigger trigger;

  WebhookNotifications(
      JdbcClient jdbc, ReceiverDns receivers, TaskJson json, DeliveryTrigger trigger) {
    this.jdbc = jdbc;
    this.receivers = receivers;
    this.json = json;
    this.trigger = trigger;
  }

  @Override
  public void check(String field, String url) {
    receivers.check(field, url);
  }

  @Override
  public void ended(Task task) {
    String url = String.valueOf(task.notifyUrl());
    jdbc.sql(
            """
            insert into webhook_outbox (id, task_id, url, host, body)
            values (:id, :task, :url, :host, :body)
            """)
        .param("id", Ids.next())
        .param("task", task.id())
        .param("url", url)
        .param("host", URI.create(url).getRawAuthority().toLowerCase(Locale.ROOT))
        .param("body", json.of(task))
        .update();
    AfterCommit.run(trigger::now);
  }
}
