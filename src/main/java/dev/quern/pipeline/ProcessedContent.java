package dev.quern.pipeline;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the folder's idempotent consumer what has been processed, from the pipelines in the
 * database. The consumer's own steps write these, so nothing is added, confirmed or removed here.
 */
@Component("knownContent")
public class ProcessedContent extends ServiceSupport implements IdempotentRepository {

  private static final String KNOWN =
      """
      select 1 from pipeline p left join source_file f on f.id = p.file_id
          left join image i on i.id = p.image_id left join task t on t.id = p.last_task_id
      where p.project_id = :project_id and p.fingerprint = :fingerprint
          and (f.sha256 = :sha256 and f.replaced_by is null or i.sha256 = :sha256)
          and (p.completed_at is not null or t.state not in ('failed', 'interrupted'))
      limit 1
      """;

  private final JdbcClient jdbc;

  ProcessedContent(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns false if the content PROJECT/SHA256/STEPS has been or is being processed. */
  @Override
  public boolean add(String key) {
    return !contains(key);
  }

  @Override
  public boolean contains(String key) {
    String[] parts = key.split("/", 3);
    return jdbc.sql(KNOWN)
        .param("project_id", parts[0])
        .param("sha256", parts[1])
        .param("fingerprint", parts[2])
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public boolean remove(String key) {
    return true;
  }

  @Override
  public boolean confirm(String key) {
    return true;
  }

  @Override
  public void clear() {
    // it remembers nothing itself
  }
}
