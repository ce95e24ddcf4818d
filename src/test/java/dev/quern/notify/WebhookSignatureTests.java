package dev.quern.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTests {

  private static String sign(String secret, long time, String body) {
    return WebhookSignature.of(
        secret, Instant.ofEpochSecond(time), body.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code printf '1790000000.{"id":"ä"}' | openssl dgst -sha256 -hmac secret}. */
  @Test
  void isWhatOpensslSays() {
    assertThat(sign("secret", 1_790_000_000L, "{\"id\":\"ä\"}"))
        .isEqualTo(
            "t=1790000000,sha256=5f673bac5d46e26853df2118ed0086e8aa2e5c707a3bf16955f627871ff80231");
  }

  @Test
  void changesWithTheTimeTheSecretAndTheBody() {
    String signed = hash(sign("secret", 1, "a"));
    assertThat(hash(sign("secret", 2, "a"))).isNotEqualTo(signed);
    assertThat(hash(sign("other", 1, "a"))).isNotEqualTo(signed);
    assertThat(hash(sign("secret", 1, "b"))).isNotEqualTo(signed);
  }

  private static String hash(String signature) {
    return signature.replaceFirst(".*sha256=", "");
  }
}
