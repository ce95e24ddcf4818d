package dev.quern.tasktype.estimate;

import dev.quern.task.type.ItemKind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the source texts of items, as they would appear in prompts. */
@Repository
class ItemTextSamples {

  private final JdbcClient jdbc;

  ItemTextSamples(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The texts of items of a kind; empty for kinds without text, such as images. */
  List<String> of(ItemKind kind, List<String> ids) {
    String sql =
        switch (kind) {
          case CHUNK -> "select content from chunk where id = any(:ids)";
          case QUESTION ->
              "select q.question || coalesce(c.content, '') from question q"
                  + " left join chunk c on c.id = q.chunk_id where q.id = any(:ids)";
          case ENTRY ->
              "select e.question || e.answer || coalesce(c.content, '') from dataset_entry e"
                  + " left join chunk c on c.id = e.chunk_id where e.id = any(:ids)";
          case IMAGE_QUESTION -> "select question from question where id = any(:ids)";
          default -> "";
        };
    return sql.isEmpty() || ids.isEmpty()
        ? List.of()
        : jdbc.sql(sql).param("ids", ids.toArray(String[]::new)).query(String.class).list();
  }
}
