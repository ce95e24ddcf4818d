package dev.quern.task;

import dev.quern.ConflictException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which tasks need a provider. */
@Repository
public class TasksOfProviders {

  private static final int MOST_NAMED = 3;

  private static final String OPEN =
      """
      select id from task
      where state not in ('completed', 'failed', 'interrupted')
        and config ->> 'provider_id' = :provider
      order by create_at, id limit :limit
      """;

  private final JdbcClient jdbc;

  TasksOfProviders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Passes when no task that has not ended names the provider.
   *
   * @throws ConflictException naming the first of them
   */
  public void requireNone(String providerId) {
    List<String> open =
        jdbc.sql(OPEN)
            .param("provider", providerId)
            .param("limit", MOST_NAMED + 1)
            .query(String.class)
            .list();
    if (!open.isEmpty()) {
      String named = String.join(", ", open.subList(0, Math.min(MOST_NAMED, open.size())));
      throw ConflictException.because(
          "The provider "
              + providerId
              + " is used by tasks that have not ended ("
              + named
              + (open.size() > MOST_NAMED ? " and more" : "")
              + "); cancel them first, or change the provider with PUT.");
    }
  }
}
