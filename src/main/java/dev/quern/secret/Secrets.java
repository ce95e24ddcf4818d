package dev.quern.secret;

import dev.quern.error.StartRefusedException;
import dev.quern.home.Home;
import dev.quern.home.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.encrypt.TextEncryptor;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets in the database (AES-256 GCM). The key is {@code quern.secret-key}, 64
 * hexadecimal digits, best set as QUERN_SECRET_KEY in the environment; without one it is made at
 * first start and kept in {@code secret.key} in the home, readable by its owner alone. Nodes of one
 * cluster need the same key.
 */
@Component
public class Secrets {

  private static final String MARK = "enc:";
  private static final String KEY_FORM = "[0-9a-fA-F]{64}";

  private final TextEncryptor encryptor;

  /** Uses the configured key, or the one in the home if that is empty. */
  public Secrets(Home home, SecretSettings settings) {
    String configured = settings.secretKey();
    String key = configured.isEmpty() ? stored(home.file("secret.key")) : configured;
    if (!key.matches(KEY_FORM)) {
      throw new StartRefusedException(
          "The key for secrets (quern.secret-key, or secret.key in "
              + home.path()
              + ") is not 64 hexadecimal digits",
          "Set QUERN_SECRET_KEY to the key that the stored secrets were encrypted with; openssl rand"
              + " -hex 32 makes a new one");
    }
    // The key is random, so the salt of the key derivation adds nothing and may be fixed.
    encryptor = Encryptors.delux(key, "717565726e");
  }

  /** A key that was there and is gone is not made anew unasked: it may lie in a backup. */
  private static String stored(Path file) {
    if (PrivateFile.isBlank(file)) {
      throw new StartRefusedException(
          "The key for secrets in " + file + " is gone: the file is empty",
          "Put the key back, or delete the file if there was none; then a new one is made, and API"
              + " keys that are stored are to be set again");
    }
    return PrivateFile.readOrMake(file, Secrets::newKey);
  }

  private static String newKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** Encrypts a text; a text that is already encrypted stays as it is. */
  public String seal(String text) {
    return isSealed(text) ? text : MARK + encryptor.encrypt(text);
  }

  /**
   * Decrypts a text.
   *
   * @throws IllegalStateException when it was encrypted with another key
   */
  public String open(String sealed) {
    if (!isSealed(sealed)) {
      return sealed;
    }
    try {
      return encryptor.decrypt(sealed.substring(MARK.length()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "A stored secret was encrypted with another key than this node's; give this node that"
              + " key (quern.secret-key) or set the secret again",
          e);
    }
  }

  /** Decrypts a text; returns it unchanged if this node does not have its key. */
  public String openIfPossible(String sealed) {
    try {
      return open(sealed);
    } catch (IllegalStateException e) {
      return sealed;
    }
  }

  /** Whether a text is encrypted. */
  public static boolean isSealed(String text) {
    return text.startsWith(MARK);
  }
}
