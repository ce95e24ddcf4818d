package dev.quern.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications of ended tasks are sent ({@code quern.notify.*}).
 *
 * @param secret the secret of signatures; without one, nothing is signed. Defaults to empty.
 * @param allowPrivate whether receivers may have private addresses, loopback among them. Defaults
 *     to true where Quern itself is bound to loopback, else to false.
 * @param keep how long rows that are done with, delivered or given up, stay in the outbox. Defaults
 *     to 7d.
 */
@ConfigurationProperties("quern.notify")
public record NotifySettings(
    @DefaultValue("") String secret,
    @Nullable Boolean allowPrivate,
    @DefaultValue("7d") Duration keep) {

  @Override
  public String toString() {
    return "NotifySettings[allowPrivate=" + allowPrivate + ", keep=" + keep + "]";
  }
}
