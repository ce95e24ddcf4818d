package dev.quern.task.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.failure.ItemFailure;
import dev.quern.task.model.NewTask;
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

  /** What the item is about that comes when all others have ended. */
  static final String FINAL_STEP = "final-step";

  /** An odd number of items has a final step behind it. */
  private static final String ITEMS =
      """
      select id, weight, is_final_step from (
          select 'item-' || n as id, 1 as weight, false as is_final_step, n
          from generate_series(1, :count) as n
          union all select 'final-step', 0, true, :count + 1 where :count % 2 = 1) items
      order by n
      """;

  private static final String EARLY =
      """
      insert into early_final_step (task_id)
      select :id where exists (select 1 from task_item
          where task_id = :id and state = 'pending' and not is_final_step)
      """;

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

  /** A task of that many items, four at once, which completes however many of them fail. */
  static NewTask task(int items, int attempts) {
    return new NewTask(
        NAME,
        null,
        config(items, 4),
        null,
        0,
        List.of(),
        null,
        null,
        1.0,
        attempts,
        null,
        null,
        null,
        null);
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
    return new ItemQuery(ITEMS, Map.of("count", task.config().path("items").asInt()), true);
  }

  @Override
  public String nothingToDo(Task task) {
    return "Nothing to do.";
  }

  @Override
  public void store(Task task, List<ItemResult<String>> results) {
    for (ItemResult<String> result : results) {
      if (result.item().ref().equals(FINAL_STEP)) {
        jdbc.sql(EARLY).param("id", task.id()).update();
        continue;
      }
      jdbc.sql("insert into counted (task_id, item_seq, value) values (?, ?, ?)")
          .params(task.id(), result.item().seq(), result.value())
          .update();
    }
  }
}
