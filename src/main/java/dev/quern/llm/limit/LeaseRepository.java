package dev.quern.llm.limit;

import dev.quern.transaction.IdleTransactionLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code llm_node} and {@code llm_place}. All times are the database's. */
@Repository
class LeaseRepository {

  /** A lock that lets one node after the other write, so that each sees what the others wrote. */
  private static final long LOCK = 0x7175_6572_6e01L;

  private static final String RENEW =
      """
      insert into llm_node (name, joined_at, renewed_at)
      values (:name, clock_timestamp(), clock_timestamp())
      on conflict (name) do update set renewed_at = excluded.renewed_at
      """;

  private static final String OTHERS =
      """
      select o.renewed_at > me.joined_at as knows_me, extract(epoch from me.renewed_at)::bigint as now
      from llm_node me left join llm_node o on o.name <> me.name where me.name = :name
      """;

  private static final String PUT =
      """
      insert into llm_place (node, provider, wants, held) values (:node, :provider, :wants, :held)
      on conflict (node, provider) do update set wants = excluded.wants, held = excluded.held
      """;

  private final JdbcClient jdbc;

  LeaseRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:lock) where " + IdleTransactionLimit.CONDITION)
        .param("lock", LOCK)
        .query((rs, n) -> true)
        .single();
  }

  void removeDead(Duration lease) {
    jdbc.sql(
            "delete from llm_node where renewed_at <"
                + " clock_timestamp() - :seconds * interval '1 second'")
        .param("seconds", lease.toSeconds())
        .update();
  }

  void renew(String name) {
    jdbc.sql(RENEW).param("name", name).update();
  }

  /**
   * The other living nodes.
   *
   * @param knowsMe whether it has looked since the node joined; null where there is no other
   * @param now seconds since 1970
   */
  record Other(@Nullable Boolean knowsMe, long now) {}

  List<Other> others(String name) {
    return jdbc.sql(OTHERS)
        .param("name", name)
        .query((rs, n) -> new Other(rs.getObject("knows_me", Boolean.class), rs.getLong("now")))
        .list();
  }

  record Place(String node, String provider, int wants, int held) {}

  List<Place> places() {
    return jdbc.sql("select node, provider, wants, held from llm_place")
        .query(
            (rs, n) ->
                new Place(
                    rs.getString("node"),
                    rs.getString("provider"),
                    rs.getInt("wants"),
                    rs.getInt("held")))
        .list();
  }

  void put(Place place) {
    jdbc.sql(PUT)
        .param("node", place.node())
        .param("provider", place.provider())
        .param("wants", place.wants())
        .param("held", place.held())
        .update();
  }

  void removePlaces(String node) {
    jdbc.sql("delete from llm_place where node = :node").param("node", node).update();
  }

  void removePlace(String node, String provider) {
    jdbc.sql("delete from llm_place where node = :node and provider = :provider")
        .param("node", node)
        .param("provider", provider)
        .update();
  }

  void remove(String node) {
    jdbc.sql("delete from llm_node where name = :node").param("node", node).update();
  }
}
