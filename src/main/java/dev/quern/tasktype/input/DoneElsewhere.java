package dev.quern.tasktype.input;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks once more before a model is paid: whether somebody else, such as another task over the same
 * rest, has done an item since the items were listed.
 */
@Component
public class DoneElsewhere {

  /** What a task type leaves behind for an item. */
  public enum Result {
    QUESTIONS_OF_CHUNK("question where chunk_id = :ref"),
    QUESTIONS_OF_IMAGE("question where image_id = :ref"),
    CONVERSATION("conversation where question_id = :ref"),
    IMAGE_ENTRY("image_entry where question_id = :ref"),
    SCORE("dataset_entry where id = :ref and score is not null");

    private final String rows;

    Result(String rows) {
      this.rows = rows;
    }
  }

  private final JdbcClient jdbc;

  DoneElsewhere(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether what an item refers to has the result. */
  public boolean has(Result result, String ref) {
    return jdbc.sql("select exists (select 1 from " + result.rows + ")")
        .param("ref", ref)
        .query(Boolean.class)
        .single();
  }
}
