package dev.quern.ops.security;

import dev.quern.meter.QuernMeter;
import dev.quern.secret.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Warns at start if this node has another key for secrets than the nodes that filled the database.
 * It still starts, because a lost key must not lock its owner out, and everything except calls to
 * those providers works.
 */
@Component
class SecretKeyCheck implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(SecretKeyCheck.class);
  static final String TEXT = "quern";

  private static final String MAKE =
      "insert into secret_check (sealed) values (:sealed) on conflict do nothing";

  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final MeterRegistry meters;
  private int unreadable;

  SecretKeyCheck(JdbcClient jdbc, Secrets secrets, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.meters = meters;
  }

  @Override
  public void afterPropertiesSet() {
    List<String> locked = locked();
    jdbc.sql(MAKE).param("sealed", secrets.seal(TEXT)).update();
    String check = jdbc.sql("select sealed from secret_check").query(String.class).single();
    unreadable = locked.size() + (opens(check) ? 0 : 1);
    QuernMeter.SECRETS_LOCKED.gauge(meters, this, key -> key.unreadable);
    if (!opens(check)) {
      log.error(
          "This node's key for secrets is not the one that the database was first used with. {}"
              + " Give every node the same key: set QUERN_SECRET_KEY (quern.secret-key), or copy the"
              + " file secret.key of the first node's home into this one's. Where that key is lost:"
              + " set the API keys again, and empty the table secret_check.",
          locked.isEmpty()
              ? "API keys that are set here cannot be read by the others."
              : "The API keys of these providers cannot be read here: "
                  + String.join(", ", locked));
    } else if (!locked.isEmpty()) {
      log.error(
          "The API keys of these providers were encrypted with another key for secrets than this"
              + " node's; set them again: {}",
          String.join(", ", locked));
    }
  }

  private List<String> locked() {
    return jdbc
        .sql("select id, api_key from llm_provider where api_key is not null order by id")
        .query((rs, row) -> opens(rs.getString("api_key")) ? "" : rs.getString("id"))
        .list()
        .stream()
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private boolean opens(String sealed) {
    return !Secrets.isSealed(secrets.openIfPossible(sealed));
  }
}
