package dev.quern.ops.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.error.StartRefusedException;
import dev.quern.home.Home;
import dev.quern.secret.SecretSettings;
import dev.quern.secret.Secrets;
import dev.quern.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class SecretKeyCheckTests {

  @TempDir Path homes;

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.create());

  @Test
  void isSilentWhereTheKeyIsTheSame(CapturedOutput output) {
    Secrets first = node("one");
    start(first);
    provider(first);
    start(first);
    start(node("one"));

    assertThat(output).doesNotContain("key for secrets is", "set them again");
  }

  @Test
  void makesNoKeyInThePlaceOfOneThatIsGone() throws Exception {
    Path key = Files.createFile(homes.resolve("secret.key"));

    assertThatThrownBy(() -> new Secrets(new Home(homes), new SecretSettings("")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(key + " is gone")
        .hasMessageContaining("Put the key back, or delete the file");
    assertThat(key).isEmptyFile();
  }

  @Test
  void saysAtStartThatTheKeyIsAnotherBeforeAnythingIsLost(CapturedOutput output) {
    start(node("one"));
    start(node("two"));

    assertThat(output)
        .contains("not the one that the database was first used with")
        .contains("QUERN_SECRET_KEY")
        .contains("cannot be read by the others");
  }

  @Test
  void namesTheProvidersWhoseKeysCannotBeRead(CapturedOutput output) {
    Secrets first = node("one");
    start(first);
    provider(first);
    start(node("two"));

    assertThat(output).contains("cannot be read here: gpu-box").doesNotContain("sk-secret");
  }

  @Test
  void keepsTheKeyInAFileThatItsOwnerAloneReads() throws Exception {
    Secrets secrets = node("one");
    Path file = homes.resolve("one/secret.key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(secrets.seal("sk-secret")).doesNotContain("sk-secret");
    assertThat(node("one").open(secrets.seal("sk-secret"))).isEqualTo("sk-secret");
    assertThatThrownBy(() -> node("two").open(secrets.seal("sk-secret")))
        .hasMessageContaining("encrypted with another key");
  }

  private Secrets node(String home) {
    return new Secrets(new Home(homes.resolve(home)), new SecretSettings(""));
  }

  private void start(Secrets secrets) {
    new SecretKeyCheck(jdbc, secrets, new SimpleMeterRegistry()).afterPropertiesSet();
  }

  private void provider(Secrets secrets) {
    jdbc.sql(
            "insert into llm_provider (id, provider, model, api_key)"
                + " values ('gpu-box', 'openai', 'm', :key)")
        .param("key", secrets.seal("sk-secret"))
        .update();
  }
}
