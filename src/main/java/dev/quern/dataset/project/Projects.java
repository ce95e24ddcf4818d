package dev.quern.dataset.project;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.error.ConflictException;
import dev.quern.error.FieldChecks;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The projects. A name is unique, 1 to 200 characters after trimming, without control characters.
 */
@Repository
public class Projects {

  private static final String SELECT =
      "select p.id, p.name, p.description, p.create_at, p.update_at from project p";

  private static final String INSERT =
      """
      insert into project (id, name, description) values (:id, :name, :description)
      on conflict (name) do nothing
      returning id, name, description, create_at, update_at
      """;

  private static final String LOCK = "select id from project where id = :id for update";

  /** The order of deletion: rows that refer to others are deleted first. */
  private static final String[] DELETE = {
    "delete from conversation where project_id = :id",
    "delete from dataset_entry where project_id = :id",
    "delete from question where project_id = :id",
    "delete from chunk where project_id = :id",
    "delete from project where id = :id"
  };

  private static final PagedQuery<Project> LISTING =
      new PagedQuery<>("project p", "p", SELECT, "p.create_at, p.id", Projects::row);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ProjectTasks tasks;

  public Projects(JdbcClient jdbc, TransactionTemplate transaction, ProjectTasks tasks) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.tasks = tasks;
  }

  /**
   * A new project; the name is trimmed.
   *
   * @throws ConflictException when the name is taken
   */
  public Project create(@Nullable String name, @Nullable String description) {
    var trimmed = validName(name, description);
    return insert(trimmed, description)
        .orElseThrow(
            () -> ConflictException.because("There is already a project named '" + trimmed + "'."));
  }

  /**
   * The project with that name. It is created if there is none; concurrent callers get the same
   * one.
   */
  public Project findOrCreate(String name) {
    var trimmed = validName(name, null);
    while (true) {
      var found = byName(trimmed).or(() -> insert(trimmed, null)).or(() -> byName(trimmed));
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  /**
   * The project.
   *
   * @throws NotFoundException when there is none of that id
   */
  public Project get(String id) {
    return jdbc.sql(SELECT + " where p.id = :id")
        .param("id", id)
        .query(Projects::row)
        .optional()
        .orElseThrow(() -> NotFoundException.of("project", id));
  }

  /** The project of that name. */
  public Optional<Project> byName(String name) {
    return jdbc.sql(SELECT + " where p.name = :name")
        .param("name", name)
        .query(Projects::row)
        .optional();
  }

  /** All projects, or the one of that name, oldest first. */
  public Page<Project> list(@Nullable String name, Paging paging) {
    var where = new WhereClause().flag(true, "true", "").and("p.name = :name", "name", name);
    return LISTING.page(jdbc, where, paging);
  }

  /**
   * Deletes the project and everything in it.
   *
   * @param cancel whether tasks that run are cancelled first
   * @throws ConflictException when tasks run and {@code cancel} is false
   */
  public void delete(String id, boolean cancel) {
    get(id);
    if (cancel) {
      tasks.cancelAll(id);
    }
    transaction.executeWithoutResult(status -> deleteLocked(id, cancel));
  }

  private void deleteLocked(String id, boolean cancel) {
    jdbc.sql(LOCK).param("id", id).query(String.class).optional();
    if (!cancel && tasks.anyOpen(id)) {
      throw ConflictException.because(
          "Tasks of this project have not ended: wait for them, or delete it with ?cancel=true.");
    }
    for (var statement : DELETE) {
      jdbc.sql(statement).param("id", id).update();
    }
  }

  private Optional<Project> insert(String name, @Nullable String description) {
    return jdbc.sql(INSERT)
        .param("id", Ids.next())
        .param("name", name)
        .param("description", description)
        .query(Projects::row)
        .optional();
  }

  private static String validName(@Nullable String name, @Nullable String description) {
    var trimmed = name == null ? null : name.strip();
    new FieldChecks()
        .text("name", trimmed, 200)
        .that(
            trimmed == null || trimmed.codePoints().noneMatch(Character::isISOControl),
            "name",
            "must hold no control characters")
        .optional("description", description, 10_000)
        .done();
    return String.valueOf(trimmed);
  }

  private static Project row(ResultSet row, int number) throws SQLException {
    return new Project(
        row.getString("id"),
        row.getString("name"),
        row.getString("description"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
