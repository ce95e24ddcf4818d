package dev.quern.llm.accounting;

import dev.quern.Usage;
import dev.quern.llm.request.ModelCall;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports model calls and their cost by project and provider. */
@Component
public class UsageReport {

  private static final String SUM =
      """
      select class, sum(calls) as calls, sum(input_tokens) as input_tokens,
          sum(output_tokens) as output_tokens, sum(cost) as cost
      from llm_usage
      where (cast(:project_id as text) is null or project_id = :project_id)
        and (cast(:provider as text) is null or provider = :provider)
      group by class order by class
      """;

  private final JdbcClient jdbc;
  private final CallLog log;

  UsageReport(JdbcClient jdbc, CallLog log) {
    this.jdbc = jdbc;
    this.log = log;
  }

  /**
   * The calls to models and their cost.
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

  private record Row(String callClass, Usage usage) {}

  /**
   * The calls of a project, a provider, or both; all calls if neither is named. Calls of other
   * nodes may be 250 ms late.
   */
  public Sum sum(@Nullable String projectId, @Nullable String providerId) {
    log.flush();
    Usage all = Usage.NONE;
    Map<String, Long> failed = new TreeMap<>();
    for (Row row :
        jdbc.sql(SUM)
            .param("project_id", projectId)
            .param("provider", providerId)
            .query(
                (rs, n) ->
                    new Row(
                        rs.getString("class"),
                        new Usage(
                            rs.getLong("calls"),
                            rs.getLong("input_tokens"),
                            rs.getLong("output_tokens"),
                            rs.getDouble("cost"),
                            0)))
            .list()) {
      if (row.callClass().equals(ModelCall.CACHED)) {
        all = all.plus(Usage.ofSaved(row.usage().calls()));
        continue;
      }
      all = all.plus(row.usage());
      if (!row.callClass().equals(ModelCall.OK)) {
        failed.merge(row.callClass(), row.usage().calls(), Long::sum);
      }
    }
    return new Sum(
        all.calls(), all.inputTokens(), all.outputTokens(), all.cost(), all.savedCalls(), failed);
  }
}
