package dev.quern.dataset.project;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.error.ConflictException;
import dev.quern.error.NotFoundException;
import dev.quern.transaction.AfterCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The prompts of projects, one for each name and language. The caller has checked their
 * placeholders.
 */
@Repository
public class StoredPrompts {

  /** How long until a change on another node is seen; changes on this node are seen at once. */
  private static final long KNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_KNOWN = 1000;

  private static final String SELECT =
      """
      select p.id, p.project_id, p.name, p.language, p.text, p.create_at, p.update_at from prompt p
      """;

  private static final String ONE = SELECT + " where p.project_id = :project_id and p.id = :id";

  private static final String USED =
      "select text from prompt where project_id = :project_id and name = :name and language = :language";

  private static final String INSERT =
      """
      insert into prompt (id, project_id, name, language, text)
      values (:id, :project_id, :name, :language, :text)
      on conflict (project_id, name, language) do nothing
      """;

  private static final PagedQuery<StoredPrompt> LISTING =
      new PagedQuery<>("prompt p", "p", SELECT, "p.create_at, p.id", StoredPrompts::row);

  private record Key(String projectId, String name, String language) {}

  private record Known(Optional<String> text, long readAt) {}

  private final Map<Key, Known> lately = new ConcurrentHashMap<>();
  private final JdbcClient jdbc;

  StoredPrompts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The project's own text of that prompt, if it has one. It is cached for a second, because every
   * item asks for it.
   */
  public Optional<String> text(String projectId, String name, String language) {
    var key = new Key(projectId, name, language);
    var known = lately.get(key);
    if (known != null && System.nanoTime() - known.readAt() < KNOWN_FOR_NANOS) {
      return known.text();
    }
    var text =
        jdbc.sql(USED)
            .param("project_id", projectId)
            .param("name", name)
            .param("language", language)
            .query(String.class)
            .optional();
    if (lately.size() > MAX_KNOWN) {
      lately.clear();
    }
    lately.put(key, new Known(text, System.nanoTime()));
    return text;
  }

  /** The prompts of a project, of that name and language or all, oldest first. */
  public Page<StoredPrompt> list(
      String projectId, @Nullable String name, @Nullable String language, Paging paging) {
    var where =
        new WhereClause()
            .and("p.project_id = :project_id", "project_id", projectId)
            .and("p.name = :name", "name", name)
            .and("p.language = :language", "language", language);
    return LISTING.page(jdbc, where, paging);
  }

  /**
   * The prompt.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public StoredPrompt get(String projectId, String id) {
    return jdbc.sql(ONE)
        .param("project_id", projectId)
        .param("id", id)
        .query(StoredPrompts::row)
        .optional()
        .orElseThrow(() -> NotFoundException.of("prompt", id));
  }

  /**
   * Stores a prompt.
   *
   * @throws ConflictException when the project has one of that name already
   */
  @Transactional
  public StoredPrompt create(String projectId, String name, String language, String text) {
    var id = Ids.next();
    var added =
        jdbc.sql(INSERT)
            .param("id", id)
            .param("project_id", projectId)
            .param("name", name)
            .param("language", language)
            .param("text", text)
            .update();
    if (added == 0) {
      throw ConflictException.because(
          "The project has a prompt '%s' in %s already: change that one."
              .formatted(name, language));
    }
    AfterCommit.run(lately::clear);
    return get(projectId, id);
  }

  /** Changes the text of a prompt, from the next item on. */
  @Transactional
  public StoredPrompt edit(String projectId, String id, String text) {
    jdbc.sql(
            "update prompt set text = :text, update_at = now() where project_id = :project_id and id = :id")
        .param("text", text)
        .param("project_id", projectId)
        .param("id", id)
        .update();
    AfterCommit.run(lately::clear);
    return get(projectId, id);
  }

  /**
   * Changes the text to what is made of it as it is now; nobody changes it meanwhile.
   *
   * @param edit may throw, and nothing is changed
   * @throws NotFoundException when the project has none of that id
   */
  @Transactional
  public StoredPrompt edit(String projectId, String id, UnaryOperator<String> edit) {
    StoredPrompt now =
        jdbc.sql(ONE + " for update")
            .param("project_id", projectId)
            .param("id", id)
            .query(StoredPrompts::row)
            .optional()
            .orElseThrow(() -> NotFoundException.of("prompt", id));
    return edit(projectId, id, edit.apply(now.text()));
  }

  /** Deletes the prompt; the built-in one is used again. */
  @Transactional
  public void delete(String projectId, String id) {
    var deleted =
        jdbc.sql("delete from prompt where project_id = :project_id and id = :id")
            .param("project_id", projectId)
            .param("id", id)
            .update();
    if (deleted == 0) {
      throw NotFoundException.of("prompt", id);
    }
    AfterCommit.run(lately::clear);
  }

  private static StoredPrompt row(ResultSet row, int number) throws SQLException {
    return new StoredPrompt(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("name"),
        row.getString("language"),
        row.getString("text"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
