package dev.quern.document.original;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.quern.error.StartRefusedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * A bucket by Amazon's S3 protocol: an object for each original, named PREFIX and its hash. It asks
 * for the rights to get, put and delete objects and to list the bucket; without the last a missing
 * object is a 403.
 */
@Component
class S3Bucket implements OriginalStore {

  private static final Duration MAX_CHECK = Duration.ofSeconds(2);

  private final S3Settings settings;
  private final S3Requests requests;

  S3Bucket(FileSettings files, S3Settings settings) {
    this.settings = settings;
    this.requests = new S3Requests(settings);
    if (files.store() == FileSettings.Kind.S3 && !settings.isComplete()) {
      throw new StartRefusedException(
          "quern.files.store is s3, and its bucket or its key is not set",
          "Set quern.files.s3.bucket, access-key and secret-key, or another store");
    }
  }

  @Override
  public FileSettings.Kind kind() {
    return FileSettings.Kind.S3;
  }

  @Override
  public String place() {
    return settings.bucket();
  }

  @Override
  public boolean has(String sha256, long size) throws IOException {
    HttpResponse<Void> answer = send(SdkHttpMethod.HEAD, object(place(), sha256), null);
    if (answer.statusCode() == 404) {
      return false;
    }
    expect(answer, 200);
    return answer.headers().firstValueAsLong("Content-Length").orElse(-1) == size;
  }

  @Override
  public void put(String sha256, Path content) throws IOException {
    expect(send(SdkHttpMethod.PUT, object(place(), sha256), content), 200);
  }

  @Override
  public void get(Original original, Path into) throws IOException {
    checkSettings();
    String path = object(original.place(), original.sha256());
    BodyHandler<Path> file = BodyHandlers.ofFile(into, CREATE, WRITE, TRUNCATE_EXISTING);
    HttpResponse<Path> answer = requests.send(SdkHttpMethod.GET, path, null, original.size(), file);
    if (answer.statusCode() == 404) {
      throw new NoSuchFileException(path);
    }
    expect(answer, 200);
  }

  @Override
  public void delete(Original original) throws IOException {
    expect(
        send(SdkHttpMethod.DELETE, object(original.place(), original.sha256()), null),
        200,
        204,
        404);
  }

  @Override
  public void check() throws IOException {
    checkSettings();
    String path = "/" + S3Requests.encoded(place());
    expect(
        requests.once(SdkHttpMethod.HEAD, path, null, BodyHandlers.discarding(), MAX_CHECK), 200);
  }

  private void checkSettings() throws IOException {
    if (!settings.isComplete()) {
      throw new IOException("quern.files.s3.bucket, access-key and secret-key are not all set");
    }
  }

  private HttpResponse<Void> send(SdkHttpMethod method, String path, @Nullable Path content)
      throws IOException {
    checkSettings();
    long size = content == null ? 0 : Files.size(content);
    return requests.send(method, path, content, size, BodyHandlers.discarding());
  }

  private String object(String bucket, String sha256) {
    return "/" + S3Requests.encoded(bucket + "/" + settings.prefix() + sha256);
  }

  private static void expect(HttpResponse<?> answer, int... good) throws IOException {
    int status = answer.statusCode();
    for (int each : good) {
      if (status == each) {
        return;
      }
    }
    String why =
        switch (status) {
          case 401, 403 -> ": the key or its rights are refused";
          case 404 -> ": there is no such bucket";
          case 301, 307 -> ": the bucket is in another region";
          default -> "";
        };
    throw new IOException("HTTP " + status + why);
  }
}
