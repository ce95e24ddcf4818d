package dev.quern.dataset.conversation;

import static dev.quern.dataset.PagedQuery.instant;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.quern.Ids;
import dev.quern.dataset.FileLocks;
import dev.quern.dataset.JsonColumn;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.ProjectRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Stores, reads, edits and deletes conversations. A question may have several. */
@Repository
public class Conversations extends ProjectRows<Conversation, ConversationFilter> {

  private static final String SELECT =
      """
      select v.id, v.project_id, v.question_id, v.chunk_id, v.chunk_name, v.scenario, v.role_a, v.role_b,
             v.turn_count, v.max_turns, v.messages, v.model, v.tags, v.note, v.confirmed, v.language, v.warnings, v.task_id,
             v.create_at, v.update_at
      from conversation v
      """;

  /** The chunk is the question's. A question that was deleted meanwhile leaves it without both. */
  private static final String INSERT =
      """
      insert into conversation (id, project_id, question_id, chunk_id, chunk_name, file_id, scenario, role_a, role_b,
                                turn_count, max_turns, messages, model, language, task_id, item_seq, ordinal,
                                warnings, create_at, update_at)
      select made.id, made.project_id, q.id, c.id, c.name, coalesce(c.file_id, q.file_id), made.scenario, made.role_a,
             made.role_b, made.turn_count, made.max_turns, cast(made.messages as jsonb), made.model, made.language, made.task_id, made.item_seq,
             made.ordinal, array(select unnest(made.warnings) union select w from unnest(q.warnings) w where w <> 'cut_off'),
             clock_timestamp(), clock_timestamp()
      from (values (?, ?, ?, ?, ?, ?, cast(? as int), cast(? as int), ?, ?, ?, ?, cast(? as int), cast(? as int),
                    cast(? as text[])))
             as made (id, project_id, question_id, scenario, role_a, role_b, turn_count, max_turns, messages, model,
                      language, task_id, item_seq, ordinal, warnings)
      left join question q on q.id = made.question_id
      left join chunk c on c.id = q.chunk_id
      """;

  private static final String UPDATE =
      """
      update conversation set scenario = :scenario, role_a = :role_a, role_b = :role_b, turn_count = :turn_count,
             messages = cast(:messages as jsonb), tags = :tags, note = :note, confirmed = :confirmed,
             language = :language, update_at = now(),
             warnings = case when messages = cast(:messages as jsonb) then warnings else '{}' end
      where id = :id
      """;

  private static final String ORDER = "v.create_at, v.id";

  private static final PagedQuery<Conversation> LISTING =
      new PagedQuery<>("conversation v", "v", SELECT, ORDER, Conversations::row);

  private static final TypeReference<List<Message>> MESSAGES = new TypeReference<>() {};

  public Conversations(JdbcClient jdbc, JdbcTemplate batches) {
    super("conversation", LISTING, jdbc, batches);
  }

  /**
   * Stores what a task generated, in one batch. Runs in the transaction that marks the items as
   * done.
   *
   * @throws org.springframework.dao.DuplicateKeyException when a row of the same origin is stored
   *     already
   */
  public void addAll(List<GeneratedConversation> made) {
    FileLocks.holdOfQuestions(
        jdbc, made.stream().map(GeneratedConversation::questionId).collect(Collectors.toSet()));
    batches.batchUpdate(INSERT, made.stream().map(Conversations::values).toList());
  }

  /** Applies a change. */
  @Transactional
  public Conversation edit(String projectId, String id, UnaryOperator<ConversationEdit> change) {
    var stored = lock(projectId, id).edit();
    var edit = change.apply(stored);
    edit.check(stored);
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("scenario", edit.scenario())
        .param("role_a", edit.roleA())
        .param("role_b", edit.roleB())
        .param("turn_count", Objects.requireNonNull(edit.messages()).size())
        .param("messages", JsonColumn.write(edit.messages()))
        .param("tags", Objects.requireNonNull(edit.tags()).toArray(new String[0]))
        .param("note", edit.note())
        .param("confirmed", edit.confirmed())
        .param("language", edit.language())
        .update();
    return get(projectId, id);
  }

  private static @Nullable Object[] values(GeneratedConversation made) {
    return new @Nullable Object[] {
      Ids.next(),
      made.projectId(),
      made.questionId(),
      made.scenario(),
      made.roleA(),
      made.roleB(),
      made.messages().size(),
      made.maxTurns(),
      JsonColumn.write(made.messages()),
      made.model(),
      made.language(),
      made.origin().taskId(),
      made.origin().itemSeq(),
      made.origin().ordinal(),
      made.warnings().toArray(new String[0])
    };
  }

  private static Conversation row(ResultSet row, int number) throws SQLException {
    return new Conversation(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("question_id"),
        row.getString("chunk_id"),
        row.getString("chunk_name"),
        row.getString("scenario"),
        row.getString("role_a"),
        row.getString("role_b"),
        row.getInt("turn_count"),
        row.getInt("max_turns"),
        Objects.requireNonNull(JsonColumn.read(row.getString("messages"), MESSAGES)),
        row.getString("model"),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("note"),
        row.getBoolean("confirmed"),
        row.getString("language"),
        List.of((String[]) row.getArray("warnings").getArray()),
        row.getString("task_id"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
