package dev.quern.secret;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key for secrets in the database ({@code quern.*}).
 *
 * @param secretKey 64 hexadecimal digits, the same on all nodes of a cluster; where it is empty,
 *     the key is made at first start and kept in {@code secret.key} in the home. Defaults to empty.
 */
@ConfigurationProperties("quern")
public record SecretSettings(@DefaultValue("") String secretKey) {

  @Override
  public String toString() {
    return "SecretSettings[secretKey " + (secretKey.isEmpty() ? "empty" : "set") + "]";
  }
}
