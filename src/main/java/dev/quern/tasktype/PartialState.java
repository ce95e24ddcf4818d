package dev.quern.tasktype;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quern.Json;
import dev.quern.task.run.TaskItem;

/** What a try of an item leaves for the next one, as JSON in the ledger. */
public final class PartialState {

  private PartialState() {}

  /** The JSON of a record. */
  public static String write(Object state) {
    try {
      return Json.TOLERANT.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What an earlier try of the item has left; only where it has. */
  public static <T> T read(TaskItem item, Class<T> type) {
    try {
      return Json.TOLERANT.readValue(item.partialState(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What " + item + " has left cannot be read", e);
    }
  }
}
