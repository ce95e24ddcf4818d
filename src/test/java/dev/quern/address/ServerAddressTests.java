package dev.quern.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ServerAddressTests {

  @Test
  void readsANameOfAnyLength() {
    assertThat(ServerAddress.of(URI.create("http://my_mill-1.b:80/v1")))
        .contains(new ServerAddress("http", "my_mill-1.b", 80));
    String name = "a_b" + ".c".repeat(100_000);
    assertThat(ServerAddress.of(URI.create("http://" + name)))
        .contains(new ServerAddress("http", name, 80));
    assertThat(ServerAddress.of(URI.create("http://" + name + "-"))).isEmpty();
    assertThat(ServerAddress.of(URI.create("http://a_" + "b".repeat(100_000) + "-"))).isEmpty();
  }
}
