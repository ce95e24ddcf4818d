package dev.quern.ops.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.home.Home;
import dev.quern.secret.SecretSettings;
import dev.quern.secret.Secrets;
import dev.quern.testing.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All stored secrets are of the new key, or all of the old one. */
class SecretRotationTests {

  private final DataSource source = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(source);
  private final SecretRotation rotation =
      new SecretRotation(jdbc, new TransactionTemplate(new JdbcTransactionManager(source)));
  private Secrets old;
  private Secrets next;

  @BeforeEach
  void sealSomeSecrets(@TempDir Path homes) {
    old = new Secrets(new Home(homes), new SecretSettings("ab".repeat(32)));
    next = new Secrets(new Home(homes), new SecretSettings("cd".repeat(32)));
    jdbc.sql("insert into secret_check (sealed) values (:sealed)")
        .param("sealed", old.seal("quern"))
        .update();
    jdbc.sql(
            "insert into llm_provider (id, provider, model, api_key) values"
                + " ('gpu', 'openai', 'm', :key), ('open', 'openai', 'm', null)")
        .param("key", old.seal("sk-1"))
        .update();
    jdbc.sql("insert into project (id, name) values ('p', 'p')").update();
    jdbc.sql(
            """
            insert into task (id, project_id, task_type, state, config) values
            ('t', 'p', 'question-generation', 'paused',
             jsonb_build_object('provider_config', jsonb_build_object('api_key', cast(:key as text))))
            """)
        .param("key", old.seal("sk-2"))
        .update();
  }

  private String provider() {
    return jdbc.sql("select api_key from llm_provider where id = 'gpu'")
        .query(String.class)
        .single();
  }

  @Test
  void encryptsAnewWhatIsStoredAnywhere() {
    assertThat(rotation.run(old, next, true)).isEqualTo(2);

    assertThat(next.open(provider())).isEqualTo("sk-1");
    String task =
        jdbc.sql("select config #>> '{provider_config,api_key}' from task")
            .query(String.class)
            .single();
    assertThat(next.open(task)).isEqualTo("sk-2");
    String check = jdbc.sql("select sealed from secret_check").query(String.class).single();
    assertThat(next.open(check)).isEqualTo("quern");
  }

  @Test
  void changesNothingWhereOneSecretIsOfAThirdKey(@TempDir Path home) {
    Secrets third = new Secrets(new Home(home), new SecretSettings("ef".repeat(32)));
    jdbc.sql("update llm_provider set api_key = :key where id = 'open'")
        .param("key", third.seal("sk-3"))
        .update();

    assertThatThrownBy(() -> rotation.run(old, next, false)).hasMessageContaining("another key");
    assertThat(old.open(provider())).isEqualTo("sk-1");
  }

  @Test
  void refusesWhileANodeRuns() {
    jdbc.sql("insert into llm_node (name, joined_at, renewed_at) values ('node-7', now(), now())")
        .update();

    assertThatThrownBy(() -> rotation.run(old, next, false)).hasMessageContaining("node-7");
    assertThat(old.open(provider())).isEqualTo("sk-1");
  }
}
