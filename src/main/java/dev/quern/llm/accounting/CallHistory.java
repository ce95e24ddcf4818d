package dev.quern.llm.accounting;

import dev.quern.llm.provider.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Averages of the latest calls to a provider's model. */
@Component
public class CallHistory {

  private static final String LATEST =
      """
      select count(*) as calls, avg(latency_ms) as latency, avg(input_tokens) as input,
          avg(output_tokens) as output
      from (select c.latency_ms, c.input_tokens, c.output_tokens from llm_call c
            where c.provider = :provider and c.model = :model and c.class = 'ok'
              and (cast(:task_type as text) is null or exists (select 1 from task t
                   where t.id = c.task_id and t.task_type = :task_type))
            order by c.at desc limit 500) latest
      """;

  private final JdbcClient jdbc;

  CallHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The mean of such calls.
   *
   * @param seconds of one call
   */
  public record Mean(double seconds, double outputTokens) {}

  /**
   * The averages of the latest calls for a task type, or for all types if there were none; empty
   * without calls.
   */
  public Optional<Mean> of(Provider provider, String taskType) {
    Optional<Mean> ofType = mean(provider, taskType);
    return ofType.isPresent() ? ofType : mean(provider, null);
  }

  private Optional<Mean> mean(Provider provider, @Nullable String taskType) {
    return jdbc.sql(LATEST)
        .param("provider", provider.key())
        .param("model", provider.model())
        .param("task_type", taskType)
        .query(
            (rs, n) ->
                rs.getLong("calls") == 0
                    ? Optional.<Mean>empty()
                    : Optional.of(new Mean(rs.getDouble("latency") / 1000, rs.getDouble("output"))))
        .single();
  }
}
