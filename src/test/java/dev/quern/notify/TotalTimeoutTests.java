package dev.quern.notify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalTimeoutTests {

  /** A byte each 20 ms: no time-out between two reads would ever end this. */
  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200 OK\r\nX-A: ", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"})
  void endsACallThatDrips(String begin) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var client =
            HttpClients.custom()
                .disableAutomaticRetries()
                .addExecInterceptorFirst("end", new TotalTimeout(Duration.ofMillis(300)))
                .build()) {
      Thread dripping = new Thread(() -> drip(server, begin), "dripping");
      dripping.setDaemon(true);
      dripping.start();
      assertThatThrownBy(
              () ->
                  client.execute(
                      new HttpGet("http://127.0.0.1:" + server.getLocalPort() + "/"),
                      response -> EntityUtils.toString(response.getEntity())))
          .isInstanceOf(IOException.class);
    }
  }

  private static void drip(ServerSocket server, String begin) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write(begin.getBytes());
      while (true) {
        socket.getOutputStream().write('a');
        socket.getOutputStream().flush();
        LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException e) {
      // the client has gone: the test looks at the client
    }
  }
}
