package dev.quern.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quern.error.InvalidRequestException;
import dev.quern.testing.Receiver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverDnsTests {

  private static ReceiverDns receivers(@Nullable Boolean allowPrivate, String serverAddress)
      throws UnknownHostException {
    return new ReceiverDns(
        new NotifySettings("", allowPrivate, Duration.ofDays(7)),
        InetAddress.getByName(serverAddress));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/a", "http://localhost/", "http://LOCALHOST:9/", "http://[::1]/",
        "http://2130706433/", "http://[::ffff:127.0.0.1]/", "https://10.0.0.1/", "http://0.0.0.0/"
      })
  void refusePrivateAddressesHoweverTheyAreWritten(String url) throws Exception {
    var refusal =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> receivers(false, "127.0.0.1").check("notify_url", url));
    assertThat(refusal.status()).as(url).isEqualTo(422);
    assertThat(refusal.errors().get(0).field()).isEqualTo("notify_url");
    assertThat(refusal).hasMessageContaining("quern.notify.allow-private");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/",
        "nonsense",
        "http:///x",
        "http://a_b/",
        "http://u:p@example.org/"
      })
  void refuseWhatIsNoSuchUrl(String url) throws Exception {
    var refusal =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> receivers(true, "127.0.0.1").check("notify_url", url));
    assertThat(refusal.status()).isEqualTo(400);
  }

  @Test
  void takeANameThatHasNoAddressNow() throws Exception {
    assertThatCode(() -> receivers(false, "127.0.0.1").check("notify_url", "http://a.invalid/"))
        .doesNotThrowAnyException();
  }

  @Test
  void allowPrivateAddressesWhereQuernIsBoundToLoopbackUnlessTold() throws Exception {
    assertThat(receivers(null, "127.0.0.1").resolve("127.0.0.1")).hasSize(1);
    assertThat(receivers(true, "0.0.0.0").resolve("[::1]")).hasSize(1);
    assertThatThrownBy(() -> receivers(null, "0.0.0.0").resolve("127.0.0.1"))
        .isInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> receivers(false, "127.0.0.1").resolve("127.0.0.1"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void neverAllowMetadataAddresses() throws Exception {
    assertThatThrownBy(() -> receivers(true, "127.0.0.1").resolve("169.254.169.254"))
        .hasMessageContaining("metadata");
    assertThatThrownBy(() -> receivers(true, "127.0.0.1").resolve("::ffff:169.254.169.254"))
        .hasMessageContaining("metadata");
  }

  /** A name that led elsewhere when it was checked: what counts is where the connection goes. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::ffff:127.0.0.1]"})
  void areLookedAtAgainWhenTheyAreCalled(String host) throws Exception {
    try (Receiver receiver = Receiver.start();
        var client = new NotifyClient().notifyHttpClient(receivers(false, "127.0.0.1"))) {
      var request = new HttpPost("http://" + host + ":" + receiver.port() + "/");
      assertThatThrownBy(() -> client.execute(request, response -> response.getCode()))
          .isInstanceOf(ReceiverDns.RefusedAddressException.class);
      assertThat(receiver.got()).isEmpty();
    }
  }

  @Test
  void areCalledOverAndOverWithoutAConnectionThatWasCheckedBefore() throws Exception {
    try (Receiver receiver = Receiver.start();
        var client = new NotifyClient().notifyHttpClient(receivers(true, "127.0.0.1"))) {
      for (int i = 0; i < 3; i++) {
        client.execute(new HttpPost(receiver.url("/")), response -> response.getCode());
      }
      assertThat(receiver.got()).hasSize(3);
    }
  }
}
