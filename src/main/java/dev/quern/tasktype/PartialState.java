package dev.quern.tasktype;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quern.Json;
import dev.quern.task.run.TaskItem;

/** Converts the partial state of an item, which is stored as JSON in the ledger. */
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

  /** The partial state of an earlier attempt, if there is one. */
  public static <T> T read(TaskItem item, Class<T> type) {
    try {
      return Json.TOLERANT.readValue(item.partialState(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What " + item + " has left cannot be read", e);
    }
  }
}
