package dev.quern.ops.security;

import dev.quern.home.Home;
import dev.quern.home.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's password: the configured one, or a generated one that is printed once. */
final class OperatorPassword {

  private static final Logger log = LoggerFactory.getLogger(OperatorPassword.class);

  private OperatorPassword() {}

  static String of(SecuritySettings settings, Home home) {
    if (!settings.operatorPassword().isBlank()) {
      return settings.operatorPassword();
    }
    Path file = home.file("operator-password");
    return PrivateFile.readOrMake(file, () -> made(file));
  }

  private static String made(Path file) {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    log.info(
        "The console and the metrics ask for the user 'operator' and this password: {}", password);
    log.info("It is shown this once and kept in {}", file);
    return password;
  }
}
