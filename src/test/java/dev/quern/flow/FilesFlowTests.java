package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.original.OriginalsHousekeeping;
import dev.quern.flow.Rest.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Originals of files: handed out as they came, missed with a sentence, deleted when unreferenced.
 */
class FilesFlowTests extends FlowTest {

  @Autowired private OriginalsHousekeeping housekeeping;

  private static byte[] document(int seed) {
    StringBuilder text = new StringBuilder("# The quern\r\n\r\n");
    new Random(seed).ints(200, 'a', 'z').forEach(c -> text.append((char) c).append("rye "));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String upload(String project, String name, byte[] content) {
    return rest.upload(
            "/api/projects/" + project + "/files", name.getBytes(StandardCharsets.UTF_8), content)
        .text("/0/id");
  }

  private HttpResponse<byte[]> original(String project, String file, String... headers)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/projects/%s/files/%s/content".formatted(port, project, file));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }

  private Path kept(String file) {
    String hash =
        jdbc.sql("select sha256 from source_file where id = ?")
            .param(file)
            .query(String.class)
            .single();
    return HOME.resolve("files").resolve(hash.substring(0, 2)).resolve(hash);
  }

  @Test
  void answersAProblemWhereTheFilesCannotBeStored() {
    String project = rest.project();
    jdbc.sql(
            """
            create function refuse_file() returns trigger language plpgsql as
            $$ begin if new.file_name = 'refused.md' then raise 'no'; end if; return new; end $$
            """)
        .update();
    jdbc.sql(
            "create trigger refuse_file before insert on source_file"
                + " for each row execute function refuse_file()")
        .update();
    Rest.Reply refused;
    try {
      refused =
          rest.upload("/api/projects/" + project + "/files", "a.md", "A mill.", "refused.md", "No");
    } finally {
      jdbc.sql("drop function refuse_file cascade").update();
    }

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.contentType()).isEqualTo("application/problem+json");
    assertThat(refused.text("/detail")).contains("The log has it under the id");
    assertThat(rest.total(project, "files")).isZero();
  }

  @Test
  void handsAFileOutAsItCame() throws Exception {
    String project = rest.project();
    byte[] content = document(1);
    String file = upload(project, "Mühle <b>.md", content);

    HttpResponse<byte[]> whole = original(project, file);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(content);
    assertThat(whole.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(whole.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; ")
        .contains("filename*=UTF-8''M%C3%BChle%20%3Cb%3E.md");
    HttpResponse<byte[]> part = original(project, file, "Range", "bytes=2-10");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("The quern");
  }

  @Test
  void hasNoFileOfAnotherProject() throws Exception {
    String file = upload(rest.project(), "a.md", document(2));
    assertThat(original(rest.project(), file).statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhereAFileLiesThatIsNotHere() throws Exception {
    String project = rest.project();
    String file = upload(project, "a.md", document(3));
    Files.delete(kept(file));
    Rest.Reply missed = rest.get("/api/projects/" + project + "/files/" + file + "/content");
    assertThat(missed.status()).isEqualTo(409);
    assertThat(missed.contentType()).startsWith("application/problem+json");
    assertThat(missed.text("/detail")).contains("'a.md'", HOME.toString(), "quern.files.store");
  }

  @Test
  void deletesWhatWasStoredForAnUploadThatWasNotAccepted() throws IOException {
    String project = rest.project();
    byte[] noText = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0, 9};
    assertThat(
            rest.upload("/api/projects/" + project + "/files", "a.bin".getBytes(), noText).status())
        .isEqualTo(422);
    assertThat(originals(noText)).isEqualTo(1);
    housekeeping.deleteUnwanted();
    assertThat(originals(noText)).as("within the grace").isEqualTo(1);
    jdbc.sql("update original set awaited_until = now() where size = ?")
        .param(noText.length)
        .update();
    housekeeping.deleteUnwanted();
    assertThat(originals(noText)).isZero();
  }

  private long originals(byte[] content) {
    return jdbc.sql("select count(*) from original where sha256 = encode(sha256(?), 'hex')")
        .param(content)
        .query(Long.class)
        .single();
  }

  @Test
  void takesManyFilesAtOnceAndSaysHowManyAreTheMost() {
    String files = "/api/projects/" + rest.project() + "/files";

    Reply taken = rest.upload(files, many(51));
    Reply tooMany = rest.upload(files, many(201));

    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.json()).hasSize(51);
    assertThat(tooMany.status()).isEqualTo(413);
    assertThat(tooMany.text("/detail")).contains("more than 200 parts");
  }

  @Test
  void tellsALongFieldFromALargeFile() {
    String field = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n%s\r\n--b--\r\n";
    Reply refused =
        rest.send(
            "POST",
            "/api/projects/" + rest.project() + "/files",
            BodyPublishers.ofString(field.formatted("x".repeat(3 << 20))),
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("/detail"))
        .contains("no files", "2 MB")
        .doesNotContain("max-file-size");
  }

  private static String[] many(int count) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(i -> Stream.of("mill-" + i + ".md", "# Mill " + i + "\n\nIt grinds."))
        .toArray(String[]::new);
  }

  @Test
  void takesALongNameHoweverItIsWritten() {
    String name = "磨".repeat(197) + ".md";
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);

    assertThat(named("filename=\"" + name + "\"").text("/0/file_name")).isEqualTo(name);
    assertThat(named("filename=\"a.md\"; filename*=utf-8''" + encoded).text("/0/file_name"))
        .isEqualTo(name);
    assertThat(named("filename=\"" + "a".repeat(443) + ".md\"").text("/detail"))
        .contains("a name of 446 characters; 200 is the most");
    Reply tooLong = named("filename=\"" + "a".repeat(9000) + ".md\"");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.text("/detail")).contains("the name of a file has 200 characters at most");
  }

  private Reply named(String name) {
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; %s\r\n\r\n# Mills\r\n--x--\r\n";
    return rest.send(
        "POST",
        "/api/projects/" + rest.project() + "/files",
        BodyPublishers.ofString(body.formatted(name)),
        "Content-Type",
        "multipart/form-data; boundary=x");
  }

  @Test
  void isHealthyWhileFilesCanBeStored() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
            .header("Authorization", "Basic b3BlcmF0b3I6c2VjcmV0")
            .build();
    String health = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    assertThat(health).contains("\"files\":{\"status\":\"UP\"", "files/ of the home");
  }
}
