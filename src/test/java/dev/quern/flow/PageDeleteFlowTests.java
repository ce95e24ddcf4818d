package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.PlainPage;
import org.junit.jupiter.api.Test;

/** What goes with a file or a project is named before it goes. */
class PageDeleteFlowTests extends FlowTest {

  private static final String[] ROWS = {
    """
    insert into conversation (id, project_id, chunk_id, role_a, role_b, turn_count, max_turns, messages)
    select :chunk || n, :project, :chunk, 'a', 'b', 0, 4, '[]' from generate_series(1, 4) n
    """,
    """
    insert into dataset_entry (id, project_id, chunk_id, question, answer, cot, answer_type, tags, removed_at, removed_reason)
    select :chunk || n, :project, :chunk, 'Q?', 'A', '', 'text', '{}',
           case when n > 3 then now() end, case when n > 3 then 'by_hand' end
    from generate_series(1, 9) n
    """,
    """
    insert into image (id, project_id, file_id, image_name, media_type, size, width, height, sha256, content)
    select :chunk || n, :project, (select file_id from chunk where id = :chunk),
           n || '.png', 'image/png', 1, 1, 1, n, ''
    from generate_series(1, 5) n
    """,
    """
    insert into question (id, project_id, image_id, question)
    select :chunk || n, :project, :chunk || n, 'Q?' from generate_series(1, 5) n
    """,
    """
    insert into image_entry (id, project_id, image_id, image_name, question, answer, answer_type)
    values (:chunk, :project, :chunk || 1, '1.png', 'Q?', 'A', 'text')
    """
  };

  @Test
  void isNamedWithItsNumbers() {
    String project = rest.projectWithChunks(2);
    var chunk = rest.get("/api/projects/" + project + "/chunks").json().at("/items/0");
    rest.question(project, "Who?");
    for (String rows : ROWS) {
      jdbc.sql(rows).param("chunk", chunk.path("id").asText()).param("project", project).update();
    }
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    String at = "/projects/" + project;

    assertThat(page.open(at + "/files/" + chunk.path("file_id").asText() + "/delete").text("main"))
        .contains("2 chunks, 6 questions, 4 entries, 4 conversations and 5 images")
        .contains("6 removed entries");
    assertThat(page.open(at + "/delete").text("main"))
        .contains("1 files, 6 questions, 4 entries, 4 conversations and 5 images")
        .contains("6 removed entries", "0 open tasks");
  }
}
