package dev.quern.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.testing.RequestReader.HttpRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RequestReaderTests {

  private static final String SIZED =
      "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n\r\n\r\nçx";
  private static final String CHUNKED =
      "POST /c HTTP/1.1\r\nTRANSFER-ENCODING: chunked\r\n\r\n"
          + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
  private static final String BARE = "GET /d HTTP/1.1\r\n\r\n";

  @Property(tries = 300)
  void readsTheSameHoweverTheBytesArrive(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> lengths) {
    byte[] bytes = (SIZED + CHUNKED + BARE + SIZED).getBytes(UTF_8);
    RequestReader reader = new RequestReader();
    List<String> read = new ArrayList<>();
    for (int at = 0, i = 0; at < bytes.length; i++) {
      int length = Math.min(lengths.get(i % lengths.size()), bytes.length - at);
      reader.add(ByteBuffer.wrap(bytes, at, length));
      at += length;
      for (HttpRequest next = reader.next(); next != null; next = reader.next()) {
        read.add(next.method() + next.path() + " " + new String(next.body(), UTF_8));
      }
    }
    assertThat(read)
        .containsExactly(
            "POST/a \r\n\r\nçx", "POST/c abc0123456789", "GET/d ", "POST/a \r\n\r\nçx");
  }

  @Test
  void readsABodyOfMegabytes() {
    byte[] body = new byte[5_000_000];
    RequestReader reader = new RequestReader();
    reader.add(utf8("POST / HTTP/1.1\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n\r\n"));
    assertThat(reader.next()).isNull();
    assertThat(reader.expectsContinue()).isTrue();
    for (int at = 0; at < body.length; at += 50_000) {
      assertThat(reader.next()).isNull();
      reader.add(ByteBuffer.wrap(body, at, 50_000));
    }
    assertThat(reader.next().body()).hasSize(5_000_000);
  }

  @Test
  void refusesWhatIsNotHttp() {
    RequestReader reader = new RequestReader();
    reader.add(utf8("hello\r\n\r\n"));
    assertThatThrownBy(reader::next).hasMessageContaining("hello");
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
