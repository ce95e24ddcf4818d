package dev.quern.address;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.RefusedAddressException;
import dev.quern.llm.http.HttpSettings;
import dev.quern.llm.http.ReplyEnvelope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://169.254.43518/",
        "http://2852039166/",
        "http://0xA9FEA9FE/",
        "http://0xa9.0xfe.0xa9.0xfe/",
        "http://0251.0376.0251.0376/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://[fd20:ce::254]/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://metadata/",
        "http://METADATA.google.internal./",
        "http://user@169.254.169.254/",
        "http://169.254.0xa9.0xfe/",
        "http://025177524776/"
      })
  void refusesAMetadataAddressHoweverItIsWritten(String url) {
    InvalidRequestException refusal =
        catchThrowableOfType(
            InvalidRequestException.class, () -> OutboundUrl.check("base_url", url));
    assertThat(refusal).as(url).isNotNull();
    assertThat(refusal.status()).isIn(400, 422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://u:p@example.org/",
        "http://u@example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "jar:http://example.org!/a",
        "gopher://example.org/",
        "//example.org/",
        "http:example.org",
        "http://exa mple.org/",
        "http:///x",
        "http://u@a_b/",
        "http://a_b:c/",
        "http://a_b:1234567/",
        "http://192.168.1.300:11434/",
        "http://1.2.3.4.5/",
        "http://a..b/",
        "http://-/",
        "http://metadata.google.internal../",
        "http://a_b../",
        "http://_-/"
      })
  void refusesWhatIsNoUrlOfAServer(String url) {
    InvalidRequestException refusal =
        catchThrowableOfType(
            InvalidRequestException.class, () -> OutboundUrl.check("base_url", url));
    assertThat(refusal).as(url).isNotNull();
    assertThat(refusal.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8000/v1",
        "https://example.org",
        "http://10.0.0.1/",
        "http://[::1]:11434/",
        "http://[2002:808:808::1]/",
        "http://169.253.169.254/",
        "http://metadata.example.org/",
        "http://model_server_1:8000/v1",
        "https://a_b"
      })
  void takesModelsWhereTheyRun(String url) {
    assertThatCode(() -> OutboundUrl.check("base_url", url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.0.1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "::a9fe:a9fe"})
  void knowsAnAddressThatANameHas(String address) throws Exception {
    assertThat(OutboundUrl.isMetadata(InetAddress.getByName(address))).isTrue();
  }

  /** Calls a URL as models and Hubs are called, in a JVM whose first HTTP client this is. */
  static final class Caller {
    public static void main(String[] args) throws Exception {
      HttpClient client = new HttpSettings(10_000, 10_000, ReplyEnvelope.ANY).client();
      HttpRequest request = HttpRequest.builder().method(HttpMethod.GET).url(args[0]).build();
      System.out.println(client.execute(request).body());
    }
  }

  @Test
  void callsTheAddressThatItLookedAtByItsName(@TempDir Path folder) throws Exception {
    HttpServer server = answering();
    try {
      int port = server.getAddress().getPort();
      assertThat(call(folder, "http://mill.example:" + port + "/v1?a=b"))
          .contains("mill.example:" + port);
      assertThat(call(folder, "http://evil.example:" + port + "/"))
          .contains("evil.example leads to a metadata address");
      assertThat(call(folder, "https://evil.example/")).contains("metadata address");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void goesThroughTheProxyOfTheMachineButNotToAMetadataAddress(@TempDir Path folder)
      throws Exception {
    HttpServer proxy = answering();
    try {
      String[] options = {
        "-Dhttp.proxyHost=127.0.0.1",
        "-Dhttp.proxyPort=" + proxy.getAddress().getPort(),
        "-Dhttp.nonProxyHosts="
      };
      assertThat(call(folder, "http://known.to.the.proxy/v1", options))
          .contains("known.to.the.proxy");
      assertThat(call(folder, "http://evil.example/v1", options))
          .contains("evil.example leads to a metadata address")
          .doesNotContain("{");
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void whatAProxySaysToCONNECTIsNoAnswerOfTheModelServer(@TempDir Path folder) throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread refusing = new Thread(() -> refuse(proxy));
      refusing.setDaemon(true);
      refusing.start();
      String[] options = {
        "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + proxy.getLocalPort()
      };
      assertThat(call(folder, "https://api.example/v1", options))
          .contains("ProxyException: the proxy 127.0.0.1:" + proxy.getLocalPort())
          .contains("answered 403 to CONNECT");
    }
  }

  private static void refuse(ServerSocket proxy) {
    while (!proxy.isClosed()) {
      try (Socket connection = proxy.accept()) {
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
          line = lines.readLine();
        }
        connection
            .getOutputStream()
            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
      } catch (IOException e) {
        // the test has ended
      }
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    assertThat(
            call(
                folder,
                "https://api.example/v1",
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + port))
        .contains("ProxyException: the proxy 127.0.0.1:" + port + " takes no connection");
  }

  /** A server that answers with the host that it is asked for. */
  private static HttpServer answering() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String host = exchange.getRequestHeaders().getFirst("Host");
          byte[] body = ("{\"for\": \"" + host + "\"}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String call(Path folder, String url, String... options) throws Exception {
    Path hosts =
        Files.writeString(
            folder.resolve("hosts"), "127.0.0.1 mill.example\n169.254.169.254 evil.example\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djdk.net.hosts.file=" + hosts);
    command.addAll(List.of(options));
    command.addAll(
        List.of("-classpath", System.getProperty("java.class.path"), Caller.class.getName(), url));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void looksAgainWhenItCalls() {
    assertThatThrownBy(
            () ->
                OutboundUrl.addresses(
                    "rebound.example",
                    host ->
                        new InetAddress[] {
                          InetAddress.getByName("203.0.113.1"),
                          InetAddress.getByName("169.254.169.254")
                        }))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageContaining("rebound.example leads to a metadata address");
  }
}
