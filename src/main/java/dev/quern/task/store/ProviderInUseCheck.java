package dev.quern.task.store;

import dev.quern.error.ConflictException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checks whether tasks need a provider. */
@Repository
public class ProviderInUseCheck {

  private static final int MAX_NAMED = 3;

  private static final String OPEN =
      """
      select id from task
      where config ->> 'provider_id' = :provider and state not in """
          + " "
          + StateLists.ENDED
          + " order by create_at, id limit :limit";

  private final JdbcClient jdbc;

  ProviderInUseCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Checks that no open task names the provider.
   *
   * @throws ConflictException naming the first of them
   */
  public void requireNone(String providerId) {
    List<String> open =
        jdbc.sql(OPEN)
            .param("provider", providerId)
            .param("limit", MAX_NAMED + 1)
            .query(String.class)
            .list();
    if (!open.isEmpty()) {
      String named = String.join(", ", open.subList(0, Math.min(MAX_NAMED, open.size())));
      throw ConflictException.because(
          "The provider "
              + providerId
              + " is used by tasks that have not ended ("
              + named
              + (open.size() > MAX_NAMED ? " and more" : "")
              + "); cancel them first, or change the provider with PUT.");
    }
  }
}
