package dev.quern.export.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file to upload.
 *
 * @param path in the repository
 */
record HubFile(String path, Path file, long size, String sha256) {

  static HubFile of(Path folder, String path) throws IOException {
    Path file = folder.resolve(path);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return new HubFile(path, file, Files.size(file), HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sample() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(512);
    }
  }
}
