package dev.quern.tasktype.input;

import dev.quern.dataset.BatchedReads;
import dev.quern.task.model.Task;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks once more before a model is paid: whether somebody else, such as another task over the same
 * rest, has done an item since the items were listed. What it says is at most a second old; one
 * statement looks for many items.
 */
@Component
public class DoneElsewhere {

  /** What a task type leaves behind for an item. */
  public enum Result {
    QUESTIONS_OF_CHUNK("question where chunk_id = ref"),
    QUESTIONS_OF_IMAGE("question where image_id = ref"),
    CONVERSATION("conversation where question_id = ref"),
    IMAGE_ENTRY("image_entry where question_id = ref"),
    SCORE("dataset_entry where id = ref and score is not null");

    private final String rows;

    Result(String rows) {
      this.rows = rows;
    }
  }

  private final JdbcClient jdbc;
  private final Map<Result, BatchedReads<String, String>> reads = new EnumMap<>(Result.class);

  DoneElsewhere(JdbcClient jdbc) {
    this.jdbc = jdbc;
    for (Result result : Result.values()) {
      reads.put(result, new BatchedReads<>("done-reads", refs -> read(result, refs)));
    }
  }

  /** Has looked for items that a task will soon begin, if it leaves out what is done. */
  public void readAhead(Task task, Result result, List<String> refs) {
    if (task.leavesOutDone()) {
      reads(result).readAhead(task.runId(), refs);
    }
  }

  /** Whether what an item of a task refers to has the result. */
  public boolean has(Task task, Result result, String ref) {
    return reads(result).get(task.runId(), ref).isPresent();
  }

  private BatchedReads<String, String> reads(Result result) {
    return reads.get(result);
  }

  private Map<String, String> read(Result result, Collection<String> refs) {
    return jdbc
        .sql(
            "select ref from unnest(:refs::text[]) ref where exists (select 1 from "
                + result.rows
                + ")")
        .param("refs", refs.toArray(String[]::new))
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Function.identity(), Function.identity()));
  }
}
