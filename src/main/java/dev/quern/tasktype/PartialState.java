package dev.quern.tasktype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quern.task.run.TaskItem;

/** What a try of an item leaves for the next one, as JSON in the ledger. */
public final class PartialState {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private PartialState() {}

  /** The JSON of a record. */
  public static String write(Object state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What an earlier try of the item has left; only where it has. */
  public static <T> T read(TaskItem item, Class<T> type) {
    try {
      return JSON.readValue(item.partialState(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What " + item + " has left cannot be read", e);
    }
  }
}
