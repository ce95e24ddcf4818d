package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.io.FileSystemResource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** More connections than may be open: those beyond wait, and come in when others end. */
@DirtiesContext
class ConnectionBoundsFlowTests extends FlowTest {

  private static final int OPEN = 20;
  private static final int WAITING = 5;

  @DynamicPropertySource
  static void bounds(DynamicPropertyRegistry registry) throws IOException {
    String home = Files.createTempDirectory("quern-connections-").toString();
    registry.add("quern.home", () -> home);
    registry.add("server.tomcat.max-connections", () -> OPEN);
    registry.add("server.tomcat.accept-count", () -> WAITING);
  }

  @Autowired private ServletWebServerApplicationContext context;

  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  private AbstractProtocol<?> tomcat() {
    return (AbstractProtocol<?>)
        ((TomcatWebServer) context.getWebServer()).getTomcat().getConnector().getProtocolHandler();
  }

  private Socket client() throws IOException {
    Socket client = new Socket();
    client.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
    clients.add(client);
    return client;
  }

  @Test
  void letsInAsManyAsMayBeAndTheOthersWhenThoseEnd() throws IOException {
    for (int i = 0; i < OPEN + WAITING - 1; i++) {
      client();
    }
    Await.until("as many are open as may be", () -> tomcat().getConnectionCount() == OPEN);
    Socket late = client();
    String request =
        "GET /actuator/health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
            .formatted(port);
    late.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(tomcat().getConnectionCount()).isEqualTo(OPEN);
    assertThat(late.getInputStream().available()).isZero();

    for (Socket client : clients.subList(0, OPEN)) {
      client.close();
    }
    late.setSoTimeout(60_000);
    String answer = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 ");
  }

  /** What config/application.yaml shows behind # is what holds. */
  @Test
  void boundsAreAsTheFileForUsersSays() throws IOException {
    String shown = Files.readString(Path.of("config/application.yaml"));
    var built =
        new YamlPropertySourceLoader()
            .load("built", new FileSystemResource("src/main/resources/application.yaml"))
            .get(0);
    for (String bound : List.of("threads.max", "max-connections", "accept-count")) {
      Object value = built.getProperty("server.tomcat." + bound);
      assertThat(value).as(bound).isNotNull();
      String name = bound.substring(bound.indexOf('.') + 1);
      assertThat(shown.lines().filter(line -> line.contains("# tomcat:")).findFirst().orElseThrow())
          .contains(name + ": " + value);
    }
  }
}
