package dev.quern.llm.limit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The nodes of this cluster: the processes that use this database. */
@Repository
public class Nodes {

  private static final String ALL = "select name, renewed_at from llm_node order by joined_at";

  private final JdbcClient jdbc;

  Nodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A node, with the time when it was last seen. */
  public record Node(String name, Instant renewedAt) {}

  public List<Node> all() {
    return jdbc.sql(ALL)
        .query(
            (row, n) ->
                new Node(
                    row.getString("name"),
                    row.getObject("renewed_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
