package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts in other charsets than UTF-8, through the front door. */
class CharsetFlowTests extends FlowTest {

  /** Nothing tells in which code page these bytes are. */
  private static final byte[] DOUBTFUL =
      HexFormat.of().parseHex("8c859c63aedfb0b09c6cbb99faf79a62f8d177bcdfa18e");

  private String project;

  @BeforeEach
  void project() {
    project = rest.project();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          latin1-units.txt | windows-1252 | 25 °C ± 2 °C
          latin1-units.txt | windows-1252 | 12 × 30 cm, that is 360 cm².
          latin1-units.txt | windows-1252 | 5 µm; the bolt is ½ inch
          cp1255-hebrew.txt | windows-1255 | הטחנה עומדת על הנהר
          cp850-german.txt | IBM850 | Die Mühle steht am Fluß; Größe: über zwölf Fuß.
          utf8-with-two-cp1252-bytes.txt | UTF-8 | près de l’hôtel; élève, forêt, garçon, où.
          utf8-with-two-cp1252-bytes.txt | UTF-8 | It’s a café.
          """)
  void readsWhatWasWritten(String name, String charset, String words) throws IOException {
    byte[] bytes;
    try (InputStream in = CharsetFlowTests.class.getResourceAsStream("/charsets/" + name)) {
      bytes = in.readAllBytes();
    }
    Reply reply = upload(name, bytes, null);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.text("/0/charset")).isEqualTo(charset);
    assertThat(reply.json().at("/0/confidence").asDouble()).isBetween(0.55, 1.0);
    assertThat(text(reply)).contains(words);
  }

  @Test
  void refusesADoubtfulCharsetWithTheBestGuess() {
    Reply reply = upload("doubt.txt", DOUBTFUL, null);

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.text("/detail")).contains("doubt.txt", "reads best as", "charset=");
  }

  @Test
  void readsInTheCharsetThatIsNamed() {
    Reply reply = upload("doubt.txt", DOUBTFUL, "koi8-r");

    assertThat(text(reply)).isEqualTo(new String(DOUBTFUL, Charset.forName("KOI8-R")));
    assertThat(reply.text("/0/charset")).isEqualTo("KOI8-R");
    assertThat(reply.json().at("/0/confidence").asDouble()).isEqualTo(1);
  }

  @Test
  void readsAnewWhenAnotherCharsetIsNamed() {
    upload("doubt.txt", DOUBTFUL, "koi8-r");
    Reply again = upload("doubt.txt", DOUBTFUL, "windows-1251");

    assertThat(text(again)).isEqualTo(new String(DOUBTFUL, Charset.forName("windows-1251")));
    assertThat(again.text("/0/charset")).isEqualTo("windows-1251");
  }

  @Test
  void refusesACharsetThatIsNotKnownOrNotTheFiles() {
    Reply unknown = upload("a.txt", DOUBTFUL, "klingon-1");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text("/errors/0/field")).isEqualTo("charset");

    Reply other = upload("a.txt", new byte[] {'a', (byte) 0xFF, (byte) 0xFF}, "GB18030");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("/detail")).contains("a.txt", "GB18030");
  }

  @Test
  void showsNoCharsetOfOtherDocuments() {
    Reply reply =
        upload("a.html", "<html><body>Words</body></html>".getBytes(StandardCharsets.UTF_8), null);

    assertThat(reply.json().at("/0/charset").isNull()).as(reply.text()).isTrue();
    assertThat(reply.json().at("/0/confidence").isNull()).isTrue();
  }

  @Test
  void takesTheCharsetOfAFolderFromItsPipeline() throws IOException {
    String name = "charset-" + Ids.next();
    Path inbox = Files.createDirectories(HOME.resolve("inbox").resolve(name));
    Files.write(inbox.resolve("doubt.txt"), DOUBTFUL);
    Path error = inbox.resolve(".failed/doubt.txt.error.txt");
    Await.until("it is refused", () -> Files.exists(error));
    assertThat(error).content().contains("{charset: ");

    Files.writeString(
        inbox.resolve("pipeline.yaml"), "- {charset: IBM866}\n- {task_type: text-processing}\n");
    Files.write(inbox.resolve("doubt.txt"), DOUBTFUL);
    Await.until("it is taken", () -> Files.exists(inbox.resolve(".done/doubt.txt")));
    assertThat(
            jdbc.sql(
                    "select charset from source_file f join project p on p.id = f.project_id"
                        + " where p.name = :name")
                .param("name", name)
                .query(String.class)
                .single())
        .isEqualTo("IBM866");
  }

  private String text(Reply upload) {
    return rest.get("/api/projects/" + project + "/files/" + upload.text("/0/id") + "/text").text();
  }

  private Reply upload(String name, byte[] content, String charset) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head = "--bound\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
    if (charset != null) {
      body.writeBytes((head.formatted("charset", "") + charset + "\r\n").getBytes());
    }
    body.writeBytes(head.formatted("file", "; filename=\"" + name + "\"").getBytes());
    body.writeBytes(content);
    body.writeBytes("\r\n--bound--\r\n".getBytes());
    return rest.send(
        "POST",
        "/api/projects/" + project + "/files",
        BodyPublishers.ofByteArray(body.toByteArray()),
        "Content-Type",
        "multipart/form-data; boundary=bound");
  }
}
