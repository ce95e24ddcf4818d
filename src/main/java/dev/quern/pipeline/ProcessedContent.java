package dev.quern.pipeline;

import dev.quern.task.store.StateLists;
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

  /**
   * Begins with the content, of which there is little: a project has as many pipelines as files.
   */
  private static final String RUN =
      """
      select 1 from (
              select p.* from source_file f join pipeline p on p.file_id = f.id
              where f.sha256 = :sha256 and %s
              union all
              select p.* from image i join pipeline p on p.image_id = i.id where i.sha256 = :sha256
          ) p left join task t on t.id = p.last_task_id
      where p.project_id = :project_id and p.fingerprint = :fingerprint
          and (p.completed_at is not null or t.state not in %s)
      limit 1
      """;

  /** A version that another has replaced is current again only by a pipeline of its own. */
  private static final String CURRENT =
      """
      (f.replaced_by is null or p.create_at >= f.version_at) and not exists (
          select 1 from source_file n
          where n.project_id = f.project_id and n.file_name = f.file_name
              and (n.version_at, n.id) > (f.version_at, f.id))
      """;

  private static final String KNOWN = RUN.formatted(CURRENT, StateLists.ENDED_UNDONE);
  private static final String HAS_RUN = RUN.formatted("true", StateLists.ENDED_UNDONE);

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
    return finds(KNOWN, key);
  }

  /**
   * Whether the content has gone through these steps, if only as a version that is not the current
   * one: what it has led to need not be made again.
   */
  public boolean hasRun(String key) {
    return finds(HAS_RUN, key);
  }

  /**
   * Whether the content is still to be taken in, asked in the transaction that does so: another
   * process of this home may have taken it in meanwhile. Whoever asks next waits for the end of the
   * transaction.
   */
  public boolean isNew(String key) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 57))")
        .param("key", key)
        .query(rs -> {});
    return !contains(key);
  }

  private boolean finds(String sql, String key) {
    String[] parts = key.split("/", 3);
    return jdbc.sql(sql)
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
