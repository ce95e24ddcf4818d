package dev.quern.llm;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What projects have asked of providers, and what came of it. */
@Component
public class ModelUsage {

  private static final String SUM =
      """
      select class, sum(calls) as calls, sum(input_tokens) as input_tokens,
          sum(output_tokens) as output_tokens, sum(cost) as cost
      from llm_usage
      where (cast(:projectId as text) is null or project_id = :projectId)
        and (cast(:provider as text) is null or provider = :provider)
      group by class order by class
      """;

  private final JdbcClient jdbc;
  private final CallLog log;

  ModelUsage(JdbcClient jdbc, CallLog log) {
    this.jdbc = jdbc;
    this.log = log;
  }

  /**
   * A sum.
   *
   * @param calls requests that were sent
   * @param cost by the providers' prices at the time of each call
   * @param savedCalls requests that were not sent, since their reply was stored already
   * @param failedCalls requests that brought nothing usable, by class
   */
  public record Sum(
      long calls,
      long inputTokens,
      long outputTokens,
      double cost,
      long savedCalls,
      Map<String, Long> failedCalls) {}

  private record Row(String callClass, long calls, long input, long output, double cost) {}

  /**
   * All calls of a project, of a provider, or of both; of all where neither is named. The calls of
   * this node are in it, those of others may be a quarter of a second late.
   */
  public Sum sum(@Nullable String projectId, @Nullable String providerId) {
    log.flush();
    long calls = 0;
    long input = 0;
    long output = 0;
    double cost = 0;
    long saved = 0;
    Map<String, Long> failed = new TreeMap<>();
    for (Row row :
        jdbc.sql(SUM)
            .param("projectId", projectId)
            .param("provider", providerId)
            .query(
                (rs, n) ->
                    new Row(
                        rs.getString("class"),
                        rs.getLong("calls"),
                        rs.getLong("input_tokens"),
                        rs.getLong("output_tokens"),
                        rs.getDouble("cost")))
            .list()) {
      if (row.callClass().equals(Call.CACHED)) {
        saved += row.calls();
        continue;
      }
      calls += row.calls();
      input += row.input();
      output += row.output();
      cost += row.cost();
      if (!row.callClass().equals(Call.OK)) {
        failed.merge(row.callClass(), row.calls(), Long::sum);
      }
    }
    return new Sum(calls, input, output, cost, saved, failed);
  }
}
