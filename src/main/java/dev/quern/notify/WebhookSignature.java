package dev.quern.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs notifications, so that a receiver can verify their origin and age: {@code
 * t=UNIX-SECONDS,sha256=HEX}, the HMAC-SHA256 (RFC 2104) over {@code t}, a dot and the body.
 */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  static String of(String secret, Instant time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      String t = String.valueOf(time.getEpochSecond());
      mac.update((t + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + t + ",sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
