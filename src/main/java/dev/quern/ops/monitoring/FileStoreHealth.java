package dev.quern.ops.monitoring;

import dev.quern.document.original.FileStore;
import java.io.IOException;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * UP while original files can be stored and read: what waits for them is tried again until then.
 */
@Component("filesHealthContributor")
class FileStoreHealth extends AbstractHealthIndicator {

  private final FileStore store;

  FileStoreHealth(FileStore store) {
    super("The store of original files cannot be asked");
    this.store = store;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up().withDetail("store", store.where());
    try {
      store.check();
    } catch (IOException e) {
      health.down().withDetail("reason", String.valueOf(e.getMessage()));
    }
  }
}
