package dev.quern.ops.command;

import dev.quern.home.Home;
import dev.quern.ops.security.SecretRotation;
import dev.quern.secret.SecretSettings;
import dev.quern.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the key for secrets. The new key comes from QUERN_NEW_SECRET_KEY; without it, a key is
 * generated if the old one is stored in the home. The new key is stored next to the old one before
 * anything is encrypted with it, so that a crash cannot lose it.
 */
record KeyChange(Home home, SecretSettings settings, Secrets old) {

  private static final String NEW = "QUERN_NEW_SECRET_KEY";

  String run(JdbcClient jdbc, TransactionTemplate transaction, boolean alone) throws IOException {
    String given = System.getenv().getOrDefault(NEW, "");
    boolean inFile = settings.secretKey().isEmpty();
    if (given.isEmpty() && !inFile) {
      throw new IllegalStateException(
          "The key is set as quern.secret-key; set the new one as " + NEW + " beside it");
    }
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String key = given.isEmpty() ? HexFormat.of().formatHex(random) : given;
    Path file = home.file("secret.key");
    Path next = home.file("secret.key.new");
    Secrets secrets = new Secrets(home, new SecretSettings(key));
    if (inFile) {
      Files.copy(
          file, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(next, key);
    }
    int count = new SecretRotation(jdbc, transaction).run(old, secrets, alone);
    if (inFile) {
      Files.copy(
          file,
          home.file("secret.key.old"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      return count
          + " secrets are encrypted with the new key in "
          + file
          + "; give it to all nodes. The old one is in secret.key.old: backups until now need it.";
    }
    return count
        + " secrets are encrypted with the new key; start all nodes with QUERN_SECRET_KEY set to it.";
  }
}
