package dev.quern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReservedPortTests {

  /** Another JVM of tests, which tries these ports; it says how many it has got. */
  static final class Other {
    public static void main(String[] args) {
      System.out.println(
          "got " + Stream.of(args).map(Integer::valueOf).filter(ReservedPort::reserve).count());
    }
  }

  @Test
  void belongsToOneJvmAloneThoughItDoesNotListenYet() throws Exception {
    Set<Integer> ports = new TreeSet<>();
    for (int number = 0; number < 20; number++) {
      ports.add(ReservedPort.take());
    }
    assertThat(ports).hasSize(20).allSatisfy(port -> assertThat(port).isLessThan(32_768));

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(Other.class.getName());
    ports.forEach(port -> command.add(port.toString()));
    Process other = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(other.getInputStream()).asString(StandardCharsets.UTF_8).contains("got 0");
  }

  @Test
  void canBeListenedOn() throws Exception {
    int port = ReservedPort.take();
    for (int time = 0; time < 2; time++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(socket.getLocalPort()).isEqualTo(port);
      }
    }
  }
}
