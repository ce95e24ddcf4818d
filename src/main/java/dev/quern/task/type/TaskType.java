package dev.quern.task.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.store.ItemQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of work: a bean beside a route {@code direct:NAME}, its prompts and its configuration.
 * The engine knows nothing else of it.
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
   * The record that its own part of a configuration is read into, without what all types share that
   * ask a model. Forms are made of it.
   */
  default Class<? extends Record> configType() {
    return NoFields.class;
  }

  /** The names of its prompts; each must be there in every language. */
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
   * Looks up what a checked configuration names in the project of a new task.
   *
   * @return the configuration with what was found
   * @throws dev.quern.error.InvalidRequestException naming what the project does not have
   */
  default ValidatedConfig lookUp(String projectId, ValidatedConfig checked) {
    return checked;
  }

  /** How several nodes work on one task of this type. */
  default Sharing sharing(Task task) {
    return Sharing.PLACES;
  }

  /** The items of a task that starts now. */
  ItemQuery items(Task task);

  /** How many calls to a model an item takes when all goes well, for an estimate. */
  default double callsPerItem(Task task) {
    return 1;
  }

  /**
   * What a run of such a task leaves in its {@code detail}, such as a summary. Called when a run
   * has come to its end, whatever that is; all that it stored is there.
   */
  default ObjectNode report(Task task) {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What people are told of a report in the task's note; null where nothing is remarkable. */
  default @Nullable String remark(ObjectNode report) {
    return null;
  }

  /** Says why a task of this type found nothing to do, in a sentence for people. */
  String nothingToDo(Task task);

  /**
   * Stores results. Called in the transaction that marks their items as done: what it writes
   * through the same data source becomes visible with them, or not at all.
   */
  void store(Task task, List<ItemResult<R>> results);
}
