package dev.quern.document.original;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bucket of the store {@code s3} ({@code quern.files.s3.*}), at Amazon or any server that
 * speaks the same protocol (MinIO, Ceph, R2). It is named in the path, never in the host.
 *
 * @param endpoint such as http://minio:9000; Amazon's of the region where it is empty. Defaults to
 *     empty.
 * @param region signed into each request. Defaults to us-east-1.
 * @param bucket that exists. Defaults to empty.
 * @param prefix before the names of objects, such as quern/. Defaults to empty.
 * @param accessKey the id of the key. Defaults to empty.
 * @param secretKey the key itself; it is in no log. Defaults to empty.
 * @param timeout how long a request may take, besides a second for each megabyte. Defaults to 30s.
 */
@ConfigurationProperties("quern.files.s3")
public record S3Settings(
    @DefaultValue("") String endpoint,
    @DefaultValue("us-east-1") String region,
    @DefaultValue("") String bucket,
    @DefaultValue("") String prefix,
    @DefaultValue("") String accessKey,
    @DefaultValue("") String secretKey,
    @DefaultValue("30s") Duration timeout) {

  boolean isComplete() {
    return !bucket.isBlank() && !accessKey.isBlank() && !secretKey.isBlank();
  }

  URI address() {
    return URI.create(
        endpoint.isBlank()
            ? "https://s3." + region + ".amazonaws.com"
            : endpoint.replaceFirst("/+$", ""));
  }

  @Override
  public String toString() {
    return "S3Settings[" + address() + "/" + bucket + "/" + prefix + "]";
  }
}
