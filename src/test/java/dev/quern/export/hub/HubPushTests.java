package dev.quern.export.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.error.InvalidRequestException;
import dev.quern.testing.HubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a push connects to. */
class HubPushTests {

  private static final byte[] HERE = {127, 0, 0, 1};
  private static final byte[] METADATA = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};

  @TempDir private Path folder;
  private final HubServer hub = new HubServer("token");

  @BeforeEach
  void file() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Mills");
    Files.writeString(folder.resolve("a.parquet"), "PAR1");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void goesToTheAddressThatTheNameHas() throws IOException {
    assertThat(push("http://hub.example:" + port(), new Names(HERE)).commit()).isEqualTo("abc123");
    assertThat(hub.files).containsOnlyKeys("README.md", "a.parquet");
  }

  /** A name that led to a Hub, and leads to a metadata address when the file is sent. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void followsNoNameToAMetadataAddress(int harmless) {
    Names names = new Names(METADATA);
    for (int i = 0; i < harmless; i++) {
      names.first.add(HERE);
    }
    assertThatThrownBy(() -> push("http://hub.example:" + port(), names))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("leads to a metadata address, which is not called");
    assertThat(hub.files).isEmpty();
    assertThat(hub.requests).allMatch(request -> !request.contains("/commit/"));
  }

  private int port() {
    return Integer.parseInt(hub.url().substring(hub.url().lastIndexOf(':') + 1));
  }

  private HubPush.Pushed push(String endpoint, DnsResolver names) throws IOException {
    HubRepo repo = new HubRepo(endpoint, "me/mills", "token", null, null);
    try (HubPush push = new HubPush(repo, names)) {
      return push.push(folder, List.of("README.md", "a.parquet"), "2 records");
    }
  }

  /** Names that have first these addresses, then always that one. */
  private static final class Names implements DnsResolver {

    private final Deque<byte[]> first = new ArrayDeque<>();
    private final byte[] last;

    Names(byte[] last) {
      this.last = last;
    }

    @Override
    public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
      byte[] next = first.isEmpty() ? last : first.remove();
      return new InetAddress[] {InetAddress.getByAddress(host, next)};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
