package dev.quern.dataset.entry;

import dev.quern.dataset.WhereClause;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Statistics of the scores of a project, or of one evaluation task. */
@Repository
public class EntryStatistics {

  private static final String SUMS =
      """
      select count(*) as total, count(e.score) as scored, avg(e.score) as mean,
             count(*) filter (where e.confirmed) as confirmed,
             count(*) filter (where e.supported) as supported,
             count(*) filter (where not e.supported) as unsupported,
             avg((e.evaluation ->> 'question_quality')::numeric) as question_quality,
             avg((e.evaluation ->> 'answer_quality')::numeric) as answer_quality,
             avg((e.evaluation ->> 'text_relevance')::numeric) as text_relevance,
             avg((e.evaluation ->> 'overall_consistency')::numeric) as overall_consistency
      from dataset_entry e
      """;

  private static final String HISTOGRAM =
      "select e.score, count(*) as count from dataset_entry e %s and e.score is not null group by 1";

  private final JdbcClient jdbc;

  EntryStatistics(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Counts and means, to two decimals; the mean of no values is null.
   *
   * @param scored entries that have a score
   * @param mean of the scores
   * @param histogram how many entries have each score, for 0, 0.5 … 5; others, which earlier
   *     imports let in, count to the nearest
   * @param dimensions the mean of each
   * @param supported entries all of whose quotes were found in their source
   * @param unsupported entries that gave no quote, or one that was not found
   * @param unchecked entries for which no quotes were requested
   */
  public record Summary(
      long total,
      long scored,
      long unscored,
      @Nullable BigDecimal mean,
      List<Bar> histogram,
      Means dimensions,
      long confirmed,
      long supported,
      long unsupported,
      long unchecked) {}

  /** How many entries have one score. */
  public record Bar(BigDecimal score, long count) {}

  /** The mean of each dimension over the entries that have it. */
  public record Means(
      @Nullable BigDecimal questionQuality,
      @Nullable BigDecimal answerQuality,
      @Nullable BigDecimal textRelevance,
      @Nullable BigDecimal overallConsistency) {}

  /** The statistics of the entries that pass the filter. */
  public Summary of(EntryFilter filter) {
    return of(filter.where());
  }

  /** The statistics of the entries that a task scored. */
  public Summary judgedBy(String projectId, String taskId) {
    return of(
        new WhereClause()
            .and("e.project_id = :project_id", "project_id", projectId)
            .and("e.score_task_id = :score_task_id", "score_task_id", taskId));
  }

  private Summary of(WhereClause where) {
    var counts =
        jdbc
            .sql(HISTOGRAM.formatted(where.sql()))
            .params(where.values())
            .query((row, n) -> new Bar(row.getBigDecimal("score"), row.getLong("count")))
            .list()
            .stream()
            .collect(Collectors.toMap(bar -> halves(bar.score()), Bar::count, Long::sum));
    return jdbc.sql(SUMS + where.sql())
        .params(where.values())
        .query(
            (row, n) ->
                new Summary(
                    row.getLong("total"),
                    row.getLong("scored"),
                    row.getLong("total") - row.getLong("scored"),
                    rounded(row.getBigDecimal("mean")),
                    bars(counts),
                    new Means(
                        rounded(row.getBigDecimal("question_quality")),
                        rounded(row.getBigDecimal("answer_quality")),
                        rounded(row.getBigDecimal("text_relevance")),
                        rounded(row.getBigDecimal("overall_consistency"))),
                    row.getLong("confirmed"),
                    row.getLong("supported"),
                    row.getLong("unsupported"),
                    row.getLong("total") - row.getLong("supported") - row.getLong("unsupported")))
        .single();
  }

  private static List<Bar> bars(Map<Integer, Long> counts) {
    List<Bar> bars = new ArrayList<>();
    for (int half = 0; half <= 10; half++) {
      bars.add(new Bar(BigDecimal.valueOf(half * 5L, 1), counts.getOrDefault(half, 0L)));
    }
    return bars;
  }

  private static int halves(BigDecimal score) {
    return score.multiply(BigDecimal.valueOf(2)).setScale(0, RoundingMode.HALF_UP).intValue();
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal mean) {
    return mean == null ? null : mean.setScale(2, RoundingMode.HALF_UP);
  }
}
