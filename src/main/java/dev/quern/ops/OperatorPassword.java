package dev.quern.ops;

import dev.quern.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's password: the one that is set, else one of our own, printed once. */
final class OperatorPassword {

  private static final Logger log = LoggerFactory.getLogger(OperatorPassword.class);

  private OperatorPassword() {}

  static String of(SecuritySettings settings, Home home) {
    if (!settings.operatorPassword().isEmpty()) {
      return settings.operatorPassword();
    }
    Path file = home.file("operator-password");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The password file " + file + " cannot be read or made", e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, password + System.lineSeparator());
    log.info(
        "The console and the metrics ask for the user 'operator' and this password: {}", password);
    log.info("It is shown this once and kept in {}", file);
  }
}
