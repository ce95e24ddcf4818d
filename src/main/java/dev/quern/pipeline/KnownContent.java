package dev.quern.pipeline;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.stereotype.Component;

/**
 * Tells the folder's idempotent consumer what has been processed: the pipelines in the database,
 * which the consumer's own steps write. So there is nothing to add, confirm or remove here.
 */
@Component("knownContent")
public class KnownContent extends ServiceSupport implements IdempotentRepository {

  private final Pipelines pipelines;

  KnownContent(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  /** False when content PROJECT/SHA256/STEPS has been processed, or is on its way. */
  @Override
  public boolean add(String key) {
    return !contains(key);
  }

  @Override
  public boolean contains(String key) {
    String[] parts = key.split("/", 3);
    return pipelines.knows(parts[0], parts[1], parts[2]);
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
