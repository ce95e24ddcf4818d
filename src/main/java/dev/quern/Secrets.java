package dev.quern;

import dev.quern.error.StartRefusedException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.encrypt.TextEncryptor;
import org.springframework.stereotype.Component;

/**
 * Encrypts what must not lie open in the database (AES-256 GCM). The key is {@code
 * quern.secret-key}, 64 hexadecimal digits, best set as QUERN_SECRET_KEY in the environment;
 * without one it is made at first start and kept in {@code secret.key} in the home, readable by its
 * owner alone. Nodes of one cluster need the same key.
 */
@Component
public class Secrets {

  private static final String MARK = "enc:";
  private static final String KEY_FORM = "[0-9a-fA-F]{64}";

  private final TextEncryptor encryptor;

  /** With the configured key, or where that is empty the home's. */
  public Secrets(Home home, SecretSettings settings) {
    String configured = settings.secretKey();
    String key =
        configured.isEmpty()
            ? PrivateFile.readOrMake(home.file("secret.key"), Secrets::newKey)
            : configured;
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

  private static String newKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** The text in a form that only this key opens; a text that has that form stays as it is. */
  public String seal(String text) {
    return isSealed(text) ? text : MARK + encryptor.encrypt(text);
  }

  /**
   * The text that was sealed.
   *
   * @throws IllegalStateException when it was sealed with another key
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

  /** The text that was sealed, or the sealed text where this node has not its key. */
  public String openIfPossible(String sealed) {
    try {
      return open(sealed);
    } catch (IllegalStateException e) {
      return sealed;
    }
  }

  /** Whether a text is in the form that only a key opens. */
  public static boolean isSealed(String text) {
    return text.startsWith(MARK);
  }
}
