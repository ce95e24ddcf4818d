package dev.quern.document.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.error.StartRefusedException;
import dev.quern.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Against a server that checks each signature; its bucket has a name that must be encoded. */
class S3BucketTests {

  private static final String HASH = "0f".repeat(32);
  private static final FileSettings IN_S3 =
      new FileSettings(FileSettings.Kind.S3, Duration.ofHours(1), DataSize.ofMegabytes(1));

  @TempDir private Path folder;
  private S3Server server;
  private S3Bucket bucket;
  private Path file;
  private Path into;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(folder);
    bucket = bucket(S3Server.SECRET_KEY, S3Server.BUCKET);
    file = Files.writeString(folder.resolve("file"), "the corn and the quern");
    into = Files.writeString(folder.resolve("into"), "what was there before, and longer than that");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private S3Bucket bucket(String secret, String name) {
    S3Settings settings =
        new S3Settings(
            server.url() + "/",
            "eu-central-1",
            name,
            "quern/",
            S3Server.ACCESS_KEY,
            secret,
            Duration.ofMillis(700));
    return new S3Bucket(IN_S3, settings);
  }

  private Original original() throws IOException {
    return new Original(HASH, FileSettings.Kind.S3, bucket.place(), Files.size(file));
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    bucket.check();
    assertThat(bucket.has(HASH, Files.size(file))).isFalse();
    bucket.put(HASH, file);
    assertThat(bucket.has(HASH, Files.size(file))).isTrue();
    assertThat(bucket.has(HASH, 1)).as("one that was cut off").isFalse();
    assertThat(server.objects()).containsOnlyKeys("/quern/" + HASH);
    bucket.get(original(), into);
    assertThat(into).hasSameBinaryContentAs(file);
    bucket.delete(original());
    bucket.delete(original());
    assertThat(server.objects()).isEmpty();
  }

  @Test
  void saysThatAnObjectIsNotThere() {
    assertThatThrownBy(() -> bucket.get(original(), into)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void saysWhyItIsRefused() {
    S3Bucket otherKey = bucket("another", S3Server.BUCKET);
    assertThatThrownBy(() -> otherKey.put(HASH, file))
        .hasMessageContaining("403")
        .hasMessageContaining("the key or its rights")
        .message()
        .doesNotContain("another");
    assertThatThrownBy(() -> bucket(S3Server.SECRET_KEY, "other").check())
        .hasMessageContaining("404")
        .hasMessageContaining("no such bucket");
  }

  @Test
  void triesAgainAfterAFaultOfTheServer() throws IOException {
    server.failNext(500, 503);
    bucket.put(HASH, file);
    server.failNext(503);
    bucket.get(original(), into);
    assertThat(into).hasSameBinaryContentAs(file);
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void givesUpOnAServerThatStaysAtFault() {
    server.failAlways(500);
    assertThatThrownBy(() -> bucket.put(HASH, file)).hasMessage("HTTP 500");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void waitsForNoAnswerLongerThanItMay() throws IOException {
    server.beSilentOnce();
    bucket.put(HASH, file);
    assertThat(server.requests()).hasSize(2);
    for (int i = 0; i < 3; i++) {
      server.beSilentOnce();
    }
    assertThatThrownBy(() -> bucket.get(original(), into))
        .hasMessageContaining("no answer within 0.7 s");
  }

  @Test
  void saysThatNothingListensThere() {
    server.close();
    assertThatThrownBy(() -> bucket.check()).isInstanceOf(IOException.class);
  }

  @Test
  void refusesToStartWithoutABucketOrAKey() {
    S3Settings none = new S3Settings("", "us-east-1", "", "", "", "", Duration.ofSeconds(1));
    assertThatThrownBy(() -> new S3Bucket(IN_S3, none))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("quern.files.s3.bucket");
    assertThat(none.address()).hasToString("https://s3.us-east-1.amazonaws.com");
  }

  @Test
  void keepsItsKeyOutOfWhatIsWritten() {
    S3Settings settings =
        new S3Settings("", "us-east-1", "b", "", "id", "confidential", Duration.ofSeconds(1));
    assertThat(settings.toString()).doesNotContain("confidential");
  }
}
