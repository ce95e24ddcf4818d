package dev.quern.llm.provider;

import dev.quern.Paging;
import dev.quern.secret.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code llm_provider}; API keys are encrypted in it. */
@Repository
class ProviderRepository {

  private static final String PUT =
      """
      insert into llm_provider (id, provider, base_url, api_key, model, temperature, max_tokens,
          timeout_seconds, requests_per_minute, tokens_per_minute, max_concurrency, stream,
          price_input, price_output, prompts, from_config)
      values (:id, :provider, :base_url, :api_key, :model, :temperature, :max_tokens,
          :timeout_seconds, :requests_per_minute, :tokens_per_minute, :max_concurrency, :stream,
          :price_input, :price_output, :prompts, :from_config)
      on conflict (id) do update set provider = excluded.provider, base_url = excluded.base_url,
          api_key = excluded.api_key, model = excluded.model, temperature = excluded.temperature,
          max_tokens = excluded.max_tokens, timeout_seconds = excluded.timeout_seconds,
          requests_per_minute = excluded.requests_per_minute,
          tokens_per_minute = excluded.tokens_per_minute,
          max_concurrency = excluded.max_concurrency, stream = excluded.stream,
          price_input = excluded.price_input, price_output = excluded.price_output, prompts = excluded.prompts,
          from_config = excluded.from_config, update_at = now()
      where llm_provider.from_config or not excluded.from_config
      """;

  private static final String LIST =
      """
      select * from llm_provider
      where cast(:after as text) is null
          or (create_at, id) > (select create_at, id from llm_provider where id = :after)
      order by create_at, id limit :limit offset :offset
      """;

  private final JdbcClient jdbc;
  private final Secrets secrets;

  ProviderRepository(JdbcClient jdbc, Secrets secrets) {
    this.jdbc = jdbc;
    this.secrets = secrets;
  }

  /** Writes a provider; one from the configuration does not replace one changed over REST. */
  void put(Provider provider, boolean fromConfig) {
    jdbc.sql(PUT)
        .param("id", provider.id())
        .param("provider", provider.provider())
        .param("base_url", provider.baseUrl())
        .param("api_key", provider.apiKey() == null ? null : secrets.seal(provider.apiKey()))
        .param("model", provider.model())
        .param("temperature", provider.temperature())
        .param("max_tokens", provider.maxTokens())
        .param("timeout_seconds", provider.timeoutSeconds())
        .param("requests_per_minute", provider.requestsPerMinute())
        .param("tokens_per_minute", provider.tokensPerMinute())
        .param("max_concurrency", provider.maxConcurrency())
        .param("stream", provider.stream())
        .param("price_input", provider.priceInput())
        .param("price_output", provider.priceOutput())
        .param("prompts", provider.prompts())
        .param("from_config", fromConfig)
        .update();
  }

  Optional<Provider> find(String id) {
    return jdbc.sql("select * from llm_provider where id = :id")
        .param("id", id)
        .query(this::provider)
        .optional();
  }

  /** The same, which nobody else changes before the transaction ends. */
  Optional<Provider> lock(String id) {
    return jdbc.sql("select * from llm_provider where id = :id for update")
        .param("id", id)
        .query(this::provider)
        .optional();
  }

  List<Provider> list(Paging paging) {
    return jdbc.sql(LIST)
        .param("after", paging.after())
        .param("limit", paging.limit())
        .param("offset", paging.offset())
        .query(this::provider)
        .list();
  }

  List<String> ids() {
    return jdbc.sql("select id from llm_provider").query(String.class).list();
  }

  long count() {
    return jdbc.sql("select count(*) from llm_provider").query(Long.class).single();
  }

  /** Keeps in mind that a provider of the configuration is not to be written again. */
  void markRemoved(String id) {
    jdbc.sql("insert into removed_provider (id) values (:id) on conflict do nothing")
        .param("id", id)
        .update();
  }

  boolean isRemoved(String id) {
    return jdbc.sql("select exists (select from removed_provider where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  boolean delete(String id) {
    return jdbc.sql("delete from llm_provider where id = :id").param("id", id).update() == 1;
  }

  private Provider provider(ResultSet rs, int row) throws SQLException {
    String key = rs.getString("api_key");
    return new Provider(
        rs.getString("id"),
        rs.getString("provider"),
        rs.getString("base_url"),
        key == null ? null : secrets.openIfPossible(key),
        rs.getString("model"),
        rs.getObject("temperature", Double.class),
        rs.getObject("max_tokens", Integer.class),
        rs.getObject("timeout_seconds", Integer.class),
        rs.getObject("requests_per_minute", Integer.class),
        rs.getObject("tokens_per_minute", Integer.class),
        rs.getObject("max_concurrency", Integer.class),
        rs.getBoolean("stream"),
        rs.getObject("price_input") == null ? null : rs.getDouble("price_input"),
        rs.getObject("price_output") == null ? null : rs.getDouble("price_output"),
        rs.getString("prompts"));
  }
}
