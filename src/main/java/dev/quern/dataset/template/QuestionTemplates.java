package dev.quern.dataset.template;

import static dev.quern.dataset.PagedQuery.instant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.JsonColumn;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.error.ConflictException;
import dev.quern.error.NotFoundException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The question templates of projects. A task copies the template that it names. */
@Repository
public class QuestionTemplates {

  private static final String SELECT =
      """
      select t.id, t.project_id, t.name, t.answer_type, t.instruction, t.labels, t.schema, t.example,
             t.create_at, t.update_at
      from question_template t
      """;

  private static final String ONE = SELECT + " where t.project_id = :project_id and t.id = :id";

  private static final String INSERT =
      """
      insert into question_template (id, project_id, name, answer_type, instruction, labels, schema, example)
      values (:id, :project_id, :name, :answer_type, :instruction, :labels, cast(:schema as json),
              cast(:example as json))
      """;

  private static final String UPDATE =
      """
      update question_template set name = :name, answer_type = :answer_type, instruction = :instruction,
             labels = :labels, schema = cast(:schema as json), example = cast(:example as json), update_at = now()
      where id = :id
      """;

  private static final String DELETE =
      "delete from question_template where project_id = :project_id and id = :id";

  private static final PagedQuery<StoredTemplate> LISTING =
      new PagedQuery<>(
          "question_template t", "t", SELECT, "t.create_at, t.id", QuestionTemplates::row);

  private final JdbcClient jdbc;

  public QuestionTemplates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All templates of the project, or those of one answer type, oldest first. */
  public Page<StoredTemplate> list(String projectId, @Nullable String answerType, Paging paging) {
    var where =
        new WhereClause()
            .and("t.project_id = :project_id", "project_id", projectId)
            .and("t.answer_type = :answer_type", "answer_type", answerType);
    return LISTING.page(jdbc, where, paging);
  }

  /**
   * The template.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public StoredTemplate get(String projectId, String id) {
    return find(projectId, id).orElseThrow(() -> NotFoundException.of("question template", id));
  }

  /** The template of that id, if the project has it. */
  public Optional<StoredTemplate> find(String projectId, String id) {
    return one(ONE, projectId, id);
  }

  /**
   * Stores a template.
   *
   * @throws ConflictException when the name is taken
   */
  @Transactional
  public StoredTemplate create(String projectId, TemplateEdit template) {
    template.check();
    var id = Ids.next();
    write(INSERT, template, Map.of("id", id, "project_id", projectId));
    return get(projectId, id);
  }

  /** Applies a change. Tasks keep their copies. */
  @Transactional
  public StoredTemplate edit(String projectId, String id, UnaryOperator<TemplateEdit> change) {
    var stored =
        one(ONE + " for update", projectId, id)
            .orElseThrow(() -> NotFoundException.of("question template", id));
    var edit = change.apply(stored.edit());
    edit.check();
    write(UPDATE, edit, Map.of("id", id));
    return get(projectId, id);
  }

  /** Deletes the template. */
  public void delete(String projectId, String id) {
    if (jdbc.sql(DELETE).param("project_id", projectId).param("id", id).update() == 0) {
      throw NotFoundException.of("question template", id);
    }
  }

  private void write(String sql, TemplateEdit edit, Map<String, String> keys) {
    var template = edit.template();
    var values = new HashMap<String, @Nullable Object>(keys);
    values.put("name", edit.name());
    values.put("answer_type", template.answerType());
    values.put("instruction", template.instruction());
    values.put(
        "labels", template.labels() == null ? null : template.labels().toArray(new String[0]));
    values.put("schema", template.schema() == null ? null : template.schema().toString());
    values.put("example", template.example() == null ? null : template.example().toString());
    try {
      jdbc.sql(sql).params(values).update();
    } catch (DuplicateKeyException e) {
      throw ConflictException.because(
          "There is already a question template named '" + edit.name() + "' in this project.");
    }
  }

  private Optional<StoredTemplate> one(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(QuestionTemplates::row)
        .optional();
  }

  private static StoredTemplate row(ResultSet row, int number) throws SQLException {
    Array labels = row.getArray("labels");
    return new StoredTemplate(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("name"),
        row.getString("answer_type"),
        row.getString("instruction"),
        labels == null ? null : List.of((String[]) labels.getArray()),
        JsonColumn.read(row.getString("schema"), JsonNode.class),
        JsonColumn.read(row.getString("example"), JsonNode.class),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
