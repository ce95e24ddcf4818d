package dev.quern.ops.database;

import dev.quern.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * The password of the embedded PostgreSQL. It is stored beside the data in {@code
 * postgres-password}, which only its owner can read: without a password, any user of the machine
 * could become the database's superuser. Data of a Quern that had none are taken over, and so are
 * those whose password was lost; who may write the files may do that.
 */
final class DatabasePassword {

  static final String METHOD = "scram-sha-256";

  /** A line of pg_hba.conf that accepts everybody; its method is at the end. */
  private static final String TRUSTING = "^(\\s*(?:local|host)\\b.*?\\s)trust\\s*$";

  private static final String ASKING = "^(\\s*(?:local|host)\\b.*?\\s)scram-sha-256\\s*$";

  private final Path data;
  private final Path file;
  private final boolean made;
  private final String text;

  DatabasePassword(Path data) {
    this.data = data;
    this.file = data.resolveSibling("postgres-password");
    this.made = !Files.exists(file) || PrivateFile.isBlank(file);
    this.text = PrivateFile.readOrMake(file, DatabasePassword::random);
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  Path file() {
    return file;
  }

  String text() {
    return text;
  }

  /**
   * Whether the data are older than the password, so that the server does not know it. It is made
   * to start without one then, and {@link #set} is to follow at once.
   */
  boolean isToBeSet() throws IOException {
    Path rules = rules();
    if (!Files.exists(rules)) {
      return false; // initdb sets it
    }
    if (made) {
      replace(ASKING, "trust");
    }
    return Files.readAllLines(rules).stream().anyMatch(line -> line.matches(TRUSTING));
  }

  /** Sets the password of the running server, and makes the server require it. */
  void set(String url, String user) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, text);
        Statement statement = connection.createStatement()) {
      statement.execute("set password_encryption = '" + METHOD + "'");
      statement.execute("alter role " + user + " password '" + text + "'"); // hexadecimal digits
      replace(TRUSTING, METHOD);
      statement.execute("select pg_reload_conf()");
    }
  }

  private void replace(String line, String method) throws IOException {
    List<String> changed =
        Files.readAllLines(rules()).stream().map(l -> l.replaceFirst(line, "$1" + method)).toList();
    Path next = rules().resolveSibling("pg_hba.conf.new");
    Files.write(next, changed);
    Files.move(next, rules(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path rules() {
    return data.resolve("pg_hba.conf");
  }
}
