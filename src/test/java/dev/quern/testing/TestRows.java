package dev.quern.testing;

import dev.quern.Ids;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows into a test's database, past everything that checks them. */
public final class TestRows {

  private final JdbcClient jdbc;

  public TestRows(DataSource source) {
    this.jdbc = JdbcClient.create(source);
  }

  /** A project's id. */
  public String project(String name) {
    var id = Ids.next();
    jdbc.sql("insert into project (id, name) values (?, ?)").params(id, name).update();
    return id;
  }

  /** A file's id; its text is stored in the pieces given. */
  public String file(String projectId, String name, String... pieces) {
    var id = Ids.next();
    jdbc.sql(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            values (?, ?, ?, 'text/markdown', 1, ?, 1)
            """)
        .params(id, projectId, name, id)
        .update();
    for (int i = 0; i < pieces.length; i++) {
      jdbc.sql("insert into source_text (file_id, seq, content) values (?, ?, ?)")
          .params(id, i, pieces[i])
          .update();
    }
    return id;
  }

  /** A chunk's id. */
  public String chunk(String projectId, String fileId, int index, String content) {
    var id = Ids.next();
    jdbc.sql(
            """
            insert into chunk (id, project_id, file_id, file_name, name, index, content, size, start_offset, end_offset)
            values (?, ?, ?, 'doc.md', ?, ?, ?, ?, 0, ?)
            """)
        .params(
            id,
            projectId,
            fileId,
            "doc-" + index,
            index,
            content,
            content.length(),
            content.length())
        .update();
    return id;
  }

  /** A question's id. */
  public String question(String projectId, String chunkId, String question) {
    var id = Ids.next();
    jdbc.sql("insert into question (id, project_id, chunk_id, question) values (?, ?, ?, ?)")
        .params(id, projectId, chunkId, question)
        .update();
    return id;
  }

  /** The id of a conversation of one question and its answer. */
  public String conversation(
      String projectId, @Nullable String questionId, String question, String answer) {
    var id = Ids.next();
    jdbc.sql(
            """
            insert into conversation (id, project_id, question_id, chunk_id, role_a, role_b, turn_count,
                                      max_turns, messages)
            values (?, ?, ?, (select chunk_id from question where id = ?), 'User', 'Expert', 2, 2,
                    json_build_array(json_build_object('from', 'human', 'value', ?::text),
                                     json_build_object('from', 'gpt', 'value', ?::text)))
            """)
        .params(Arrays.asList(id, projectId, questionId, questionId, question, answer))
        .update();
    return id;
  }

  /** How many rows the table has. */
  public long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
