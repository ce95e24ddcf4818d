package dev.quern.document.store;

import dev.quern.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Keeps original files under their SHA-256: the same content is stored once. */
@Component
public class FileStore {

  private final Path root;

  FileStore(Home home) {
    this.root = home.files();
  }

  /**
   * Copies a file into the store.
   *
   * @throws UncheckedIOException when it cannot be read, or the store cannot be written
   */
  public StoredFile keep(Path file) {
    try {
      Path part = Files.createTempFile(root, "", ".part");
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest);
            OutputStream out = Files.newOutputStream(part)) {
          size = in.transferTo(out);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        Path kept = path(sha256);
        Files.createDirectories(kept.getParent());
        Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new StoredFile(sha256, size, kept);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be copied to " + root, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The path of the original with that hash; only the node that received the file has it. */
  public Path path(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  void delete(String sha256) {
    try {
      Files.deleteIfExists(path(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + path(sha256) + " cannot be deleted", e);
    }
  }
}
