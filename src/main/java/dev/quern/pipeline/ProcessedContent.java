package dev.quern.pipeline;

import java.util.HashSet;
import java.util.Set;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the folder's idempotent consumer what has been processed, from the pipelines in the
 * database. The consumer's own steps write these; here is only kept what is under way, so that of
 * two files of the same content the second waits for what becomes of the first.
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

  /** What is being taken in on this node. */
  private final Set<String> underWay = new HashSet<>();

  ProcessedContent(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns false if the content PROJECT/SHA256/STEPS has been or is being processed. Where it is
   * just taken in, waits for the end of that.
   */
  @Override
  public boolean add(String key) {
    begin(key);
    boolean known = true;
    try {
      known = contains(key);
    } finally {
      if (known) {
        end(key);
      }
    }
    return !known;
  }

  private void begin(String key) {
    synchronized (underWay) {
      while (!underWay.add(key)) {
        try {
          underWay.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted while the same content is taken in", e);
        }
      }
    }
  }

  private boolean end(String key) {
    synchronized (underWay) {
      underWay.notifyAll();
      return underWay.remove(key);
    }
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
    return end(key);
  }

  @Override
  public boolean confirm(String key) {
    return end(key);
  }

  @Override
  public void clear() {
    synchronized (underWay) {
      underWay.clear();
      underWay.notifyAll();
    }
  }
}
