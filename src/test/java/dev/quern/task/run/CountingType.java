package dev.quern.task.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.failure.ItemFailure;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A task type for tests of the engine: as many items as its configuration says, and for each result
 * a row that names the try which brought it.
 */
final class CountingType implements TaskType<String> {

  static final String NAME = "counting";

  private final JdbcClient jdbc;

  CountingType(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What ends a try of an item. */
  static final class ItemFailed extends RuntimeException {
    private final ItemFailure.Rule rule;

    ItemFailed(ItemFailure.Rule rule) {
      super("This try ends with " + rule);
      this.rule = rule;
    }
  }

  static ItemFailure meaning(Throwable exception) {
    ItemFailure.Rule rule =
        exception instanceof ItemFailed failed ? failed.rule : ItemFailure.Rule.RETRY;
    return new ItemFailure(rule, "test", String.valueOf(exception.getMessage()), null, List.of());
  }

  static ObjectNode config(int items, int parallelism) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("items", items)
        .put("parallelism", parallelism);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.CHUNK;
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return new ValidatedConfig(config, config.path("parallelism").asInt(), 2, null);
  }

  @Override
  public ItemQuery items(Task task) {
    return new ItemQuery(
        "select 'item-' || n as id from generate_series(1, :count) as n",
        Map.of("count", task.config().path("items").asInt()));
  }

  @Override
  public String nothingToDo(Task task) {
    return "Nothing to do.";
  }

  @Override
  public void store(Task task, List<ItemResult<String>> results) {
    for (ItemResult<String> result : results) {
      jdbc.sql("insert into counted (task_id, item_seq, value) values (?, ?, ?)")
          .params(task.id(), result.item().seq(), result.value())
          .update();
    }
  }
}
