package dev.quern.task.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.ItemQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task type: a bean next to a route {@code direct:NAME}, its prompts and its configuration. The
 * engine knows nothing else about it.
 *
 * @param <R> the result of one item
 */
public interface TaskType<R> {

  /** The name in REST, of the route and of the prompts, in kebab-case. */
  String name();

  /** What one item is. */
  ItemKind itemKind();

  /** A configuration without fields. */
  record NoFields() {}

  /**
   * The record of its own configuration fields, without those shared by all types that call a
   * model. Forms are generated from it.
   */
  default Class<? extends Record> configType() {
    return NoFields.class;
  }

  /** The names of its prompts; each must exist in every language. */
  default List<String> prompts() {
    return List.of();
  }

  /**
   * Checks a configuration and fills in its defaults.
   *
   * @param language the task's own, used where the configuration names none
   * @throws dev.quern.error.InvalidRequestException naming each field that is wrong
   */
  ValidatedConfig check(ObjectNode config, @Nullable String language);

  /**
   * Replaces references of a checked configuration to rows of the project, for a new task.
   *
   * @return the configuration with the referenced content
   * @throws dev.quern.error.InvalidRequestException naming a reference that does not exist
   */
  default ValidatedConfig lookUp(String projectId, ValidatedConfig checked) {
    return checked;
  }

  /** How several nodes work on one task of this type. */
  default Sharing sharing(Task task) {
    return Sharing.PLACES;
  }

  /** The items of a task that starts. */
  ItemQuery items(Task task);

  /**
   * Has what the items of a run that come next are made from read, together. Must not wait.
   *
   * @param refs what the items are about, in their order
   */
  default void readAhead(Task task, List<String> refs) {}

  /**
   * Whether somebody else has done the item since the items were listed. Asked before an attempt at
   * an item of a task that leaves out what is done.
   */
  default boolean isDoneElsewhere(TaskItem item) {
    return false;
  }

  /**
   * The number of model calls of an item if nothing fails, for an estimate; the most where that
   * depends on the replies.
   *
   * @param sample what some of the items are about
   */
  default double callsPerItem(Task task, List<String> sample) {
    return 1;
  }

  /** Whether each call of an item shows the model the replies of those before. */
  default boolean showsEarlierReplies() {
    return false;
  }

  /**
   * The report of a run for the task's {@code detail}, such as a summary. Called when a run has
   * ended in any way; all its results are stored.
   */
  default ObjectNode report(Task task) {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The sentence about a report for the task's note; null if there is nothing to say. */
  default @Nullable String remark(ObjectNode report) {
    return null;
  }

  /** A sentence for people that explains why a task of this type had nothing to do. */
  String nothingToDo(Task task);

  /**
   * Stores results. Called in the transaction that marks their items as done, so both become
   * visible together, or neither.
   */
  void store(Task task, List<ItemResult<R>> results);
}
