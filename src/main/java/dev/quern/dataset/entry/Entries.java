package dev.quern.dataset.entry;

import dev.quern.Ids;
import dev.quern.dataset.FileLocks;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.ProjectRows;
import dev.quern.dataset.question.Questions;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The entries of the dataset: at most one for each question. Removed ones are in {@link
 * RemovedEntries}.
 */
@Repository
public class Entries extends ProjectRows<Entry, EntryFilter> {

  static final String COLUMNS =
      """
      e.id, e.project_id, e.question_id, e.question, e.answer, e.cot, e.answer_type, e.chunk_id, e.chunk_name,
             e.model, e.question_label, e.score, e.ai_evaluation, e.evaluation, e.evidence, e.supported, e.tags, e.note,
             e.confirmed, e.language, e.warnings, e.task_id,
             e.create_at, e.update_at
      """;

  private static final String SELECT = "select " + COLUMNS + " from dataset_entry e ";

  /**
   * Uses the clock of each row, not of the transaction, so that rows stored together keep their
   * order. What is doubtful about the question is doubtful about the entry; a question of a list
   * that was cut off is whole.
   */
  private static final String INSERT =
      """
      insert into dataset_entry (id, project_id, question_id, question, answer, cot, answer_type, chunk_id, chunk_name,
                                 file_id, model, question_label, tags, language, evidence, supported,
                                 task_id, item_seq, ordinal, warnings,
                                 create_at, update_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?,
              coalesce((select file_id from chunk where id = ?), (select file_id from question where id = ?)),
              ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?,
              array(select unnest(cast(? as text[])) union select w from question q, unnest(q.warnings) w
                    where q.id = ? and w <> 'cut_off'),
              clock_timestamp(), clock_timestamp())
      """;

  /**
   * A new answer takes the row of the old one; the score and notes of the old answer are deleted.
   */
  private static final String PUT =
      INSERT
          + """
          on conflict (question_id) do update set
            question = excluded.question, answer = excluded.answer, cot = excluded.cot,
            answer_type = excluded.answer_type, chunk_id = excluded.chunk_id, chunk_name = excluded.chunk_name,
            model = excluded.model, question_label = excluded.question_label, tags = excluded.tags,
            language = excluded.language, task_id = excluded.task_id, item_seq = excluded.item_seq,
            ordinal = excluded.ordinal, evidence = excluded.evidence, supported = excluded.supported,
            warnings = excluded.warnings,
            file_id = case when excluded.chunk_id is null then dataset_entry.file_id else excluded.file_id end,
            score = null, ai_evaluation = null, evaluation = null, score_task_id = null, note = null, confirmed = false,
            removed_at = null, removed_by = null, removed_reason = null, duplicate_of = null, similarity = null,
            update_at = excluded.update_at
          """;

  private static final String PUT_MISSING = INSERT + " on conflict (question_id) do nothing";

  /**
   * A score given by a person has no dimensions, and a text written by a person has no warnings.
   */
  private static final String UPDATE =
      """
      update dataset_entry set question = :question, answer = :answer, cot = :cot, question_label = :question_label,
             evaluation = case when score is not distinct from :score then evaluation end,
             score_task_id = case when score is not distinct from :score then score_task_id end,
             score = :score, ai_evaluation = :ai_evaluation, tags = :tags, note = :note, confirmed = :confirmed,
             language = :language, update_at = now(),
             warnings = case when (question, answer) = (:question, :answer) then warnings else '{}' end
      where id = :id
      """;

  /** Skips an entry whose answer has changed in the meantime. */
  private static final String JUDGE =
      """
      update dataset_entry set score = ?, ai_evaluation = ?, evaluation = cast(? as jsonb), score_task_id = ?,
             update_at = now()
      where id = ? and question = ? and answer = ?
      """;

  private static final String JUDGE_UNSCORED = JUDGE + " and score is null";

  private static final String DELETE =
      """
      delete from dataset_entry where project_id = :project_id and id = :id and removed_at is null
      returning question_id
      """;

  private static final String UNSETTLE =
      "update question set settled = false where settled and id = any(:ids)";

  private static final String ORDER = "e.create_at, e.id";

  /** Those without a score come before the lowest. */
  private static final String BY_SCORE =
      "(case when e.score is null then -1 else e.score end), " + ORDER;

  private static final PagedQuery<Entry> LISTING =
      new PagedQuery<>("dataset_entry e", "e", SELECT, ORDER, EntryRow::read);

  Entries(JdbcClient jdbc, JdbcTemplate batches) {
    super("entry", LISTING, "e.removed_at is null", jdbc, batches);
  }

  @Override
  protected Map<String, String> orders() {
    return Map.of("score", BY_SCORE);
  }

  /**
   * Stores an entry that a person made.
   *
   * @throws InvalidRequestException when a field is wrong, or the chunk is not in the project (422)
   */
  @Transactional
  public Entry create(String projectId, NewEntry draft) {
    draft.check();
    var chunkName = Questions.chunkName(jdbc, projectId, draft.chunkId());
    FileLocks.holdOfChunks(jdbc, Collections.singleton(draft.chunkId()));
    var id = Ids.next();
    batches.update(INSERT, EntryRow.values(id, projectId, draft, chunkName));
    return get(projectId, id);
  }

  /**
   * Stores what a task generated, in its order and in one batch. Runs in the transaction that marks
   * the items as done. An entry for a question that already has one replaces it under the old id,
   * without the old score, evaluation, note and confirmation. If two are for the same question, the
   * last one counts.
   *
   * @param onlyMissing whether an entry that a question has got meanwhile stays as it is
   * @throws org.springframework.dao.DuplicateKeyException when a row of the same origin is stored
   *     already
   */
  public void putAll(List<GeneratedEntry> entries, boolean onlyMissing) {
    var latest = new LinkedHashMap<Object, GeneratedEntry>();
    for (var entry : entries) {
      latest.put(entry.questionId() == null ? entry.origin() : entry.questionId(), entry);
    }
    FileLocks.holdOfChunks(
        jdbc, latest.values().stream().map(GeneratedEntry::chunkId).collect(Collectors.toSet()));
    FileLocks.holdOfQuestions(
        jdbc,
        latest.values().stream()
            .filter(entry -> entry.chunkId() == null)
            .map(GeneratedEntry::questionId)
            .collect(Collectors.toSet()));
    batches.batchUpdate(
        onlyMissing ? PUT_MISSING : PUT, latest.values().stream().map(EntryRow::values).toList());
  }

  /**
   * Stores evaluations in one batch. Runs in the transaction that marks the items as done.
   *
   * @param onlyMissing whether a score that an entry has got meanwhile stays as it is
   * @return how many were stored
   */
  public int judge(List<EntryEvaluation> judgements, boolean onlyMissing) {
    return Arrays.stream(
            batches.batchUpdate(
                onlyMissing ? JUDGE_UNSCORED : JUDGE,
                judgements.stream().map(EntryRow::values).toList()))
        .sum();
  }

  /** Applies a change. */
  @Transactional
  public Entry edit(String projectId, String id, UnaryOperator<EntryEdit> change) {
    var stored = lock(projectId, id).edit();
    var edit = change.apply(stored);
    edit.check(stored);
    jdbc.sql(UPDATE).param("id", id).params(EntryRow.values(edit)).update();
    return get(projectId, id);
  }

  /** Deletes the entry. Its question counts as unanswered again. */
  @Transactional
  public void delete(String projectId, String id) {
    var questions =
        jdbc.sql(DELETE).param("project_id", projectId).param("id", id).query(String.class).list();
    if (questions.isEmpty()) {
      throw NotFoundException.of("entry", id);
    }
    jdbc.sql(UNSETTLE).param("ids", questions.toArray(String[]::new)).update();
  }
}
