package dev.quern.document.original;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Requests to S3: signed (Signature Version 4, the body included), sent by the JDK's client, sent
 * again after a lost connection or a fault of the server, and never longer than they may take.
 */
final class S3Requests {

  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long BYTES_A_SECOND = 1 << 20;

  /** The JDK's client sets these itself. */
  private static final Set<String> NOT_OURS = Set.of("host", "content-length");

  private final S3Settings settings;

  /** Made at the first request: few installations have a bucket. */
  private static final class Wire {
    static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  S3Requests(S3Settings settings) {
    this.settings = settings;
  }

  /**
   * Sends a request and returns what is answered, whatever its status below 500.
   *
   * @param path of the bucket or the object, encoded
   * @param content of the body; null for none
   * @param size of the body that is sent or awaited, in bytes
   */
  <T> HttpResponse<T> send(
      SdkHttpMethod method, String path, @Nullable Path content, long size, BodyHandler<T> body)
      throws IOException {
    Duration limit = settings.timeout().plusSeconds(size / BYTES_A_SECOND);
    for (int tries = 1; ; tries++) {
      IOException failure;
      try {
        HttpResponse<T> response = once(method, path, content, body, limit);
        if (response.statusCode() < 500) {
          return response;
        }
        failure = new IOException("HTTP " + response.statusCode());
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      }
      if (tries == TRIES) {
        throw failure;
      }
      pause(PAUSE.multipliedBy(tries * tries));
    }
  }

  /** Sends a request once; the answer is to be there, with its body, within the limit. */
  <T> HttpResponse<T> once(
      SdkHttpMethod method,
      String path,
      @Nullable Path content,
      BodyHandler<T> body,
      Duration limit)
      throws IOException {
    CompletableFuture<HttpResponse<T>> answer =
        Wire.CLIENT.sendAsync(request(method, path, content), body);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + limit.toMillis() / 1000.0 + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(SdkHttpMethod method, String path, @Nullable Path content)
      throws IOException {
    URI uri = URI.create(settings.address() + path);
    SdkHttpRequest unsigned = SdkHttpRequest.builder().method(method).uri(uri).build();
    SdkHttpRequest signed = signed(unsigned, content);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method.name(),
                content == null ? BodyPublishers.noBody() : BodyPublishers.ofFile(content));
    signed.forEachHeader(
        (name, values) -> {
          if (!NOT_OURS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private SdkHttpRequest signed(SdkHttpRequest unsigned, @Nullable Path content) {
    AwsCredentialsIdentity key =
        AwsCredentialsIdentity.create(settings.accessKey(), settings.secretKey());
    SignRequest.Builder<AwsCredentialsIdentity> request =
        SignRequest.builder(key)
            .request(unsigned)
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
            .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
            .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
            .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
    if (content != null) {
      request.payload(
          ContentStreamProvider.fromInputStreamSupplier(
              () -> {
                try {
                  return Files.newInputStream(content);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }));
    }
    return Wire.SIGNER.sign(request.build()).request();
  }

  private static void pause(Duration wait) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("told to stop");
  }

  /** What a path says of a name, all but unreserved characters and slashes encoded. */
  static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }
}
