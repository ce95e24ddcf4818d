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

  private static final String LIMITED =
      """
      select id from task
      where config ->> 'provider_id' = :provider and max_cost is not null and state not in """
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
    String open = named(OPEN, providerId);
    if (!open.isEmpty()) {
      throw ConflictException.because(
          "The provider "
              + providerId
              + " is used by tasks that have not ended ("
              + open
              + "); cancel them first, or change the provider with PUT.");
    }
  }

  /**
   * Checks what a provider is to be: without prices, no open task that names it may have a limit of
   * its cost.
   *
   * @throws ConflictException naming the first of them
   */
  public void requirePrices(String providerId, boolean has) {
    String open = has ? "" : named(LIMITED, providerId);
    if (!open.isEmpty()) {
      throw ConflictException.because(
          "The max_cost of tasks that have not ended ("
              + open
              + ") can only be held while provider "
              + providerId
              + " has price_input and price_output; give both, or cancel the tasks first.");
    }
  }

  /** The first of the tasks, for people; empty if there is none. */
  private String named(String query, String providerId) {
    List<String> open =
        jdbc.sql(query)
            .param("provider", providerId)
            .param("limit", MAX_NAMED + 1)
            .query(String.class)
            .list();
    String named = String.join(", ", open.subList(0, Math.min(MAX_NAMED, open.size())));
    return open.size() > MAX_NAMED ? named + " and more" : named;
  }
}
