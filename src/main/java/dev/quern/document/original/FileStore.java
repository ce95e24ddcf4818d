package dev.quern.document.original;

import dev.quern.document.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps original files under their SHA-256: the same content is stored once in a store. New ones go
 * into the store of the settings; each is read from where it was put, as a file on this node.
 */
@Component
@EnableConfigurationProperties({FileSettings.class, S3Settings.class})
public class FileStore {

  private final FileSettings settings;
  private final Map<FileSettings.Kind, OriginalStore> stores;
  private final LocalFolder folder;
  private final FileCache cache;
  private final OriginalRows rows;
  private final TransactionTemplate transaction;

  FileStore(
      FileSettings settings,
      List<OriginalStore> stores,
      LocalFolder folder,
      FileCache cache,
      OriginalRows rows,
      TransactionTemplate transaction) {
    this.settings = settings;
    this.stores =
        stores.stream().collect(Collectors.toMap(OriginalStore::kind, Function.identity()));
    this.folder = folder;
    this.cache = cache;
    this.rows = rows;
    this.transaction = transaction;
  }

  /**
   * Copies a file into the store. It waits there for a row that refers to it, as long as the
   * settings say.
   *
   * @throws UncheckedIOException when it cannot be read, or this node's disk cannot be written
   * @throws StoreUnavailableException when the store cannot be used now
   */
  public StoredFile keep(Path file) {
    try {
      Path part =
          settings.isShared() ? cache.part() : Files.createTempFile(folder.root(), "", ".part");
      try {
        String sha256;
        try (InputStream in = Files.newInputStream(file)) {
          sha256 = copy(in, part);
        }
        return keep(sha256, part);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be copied", e);
    }
  }

  private StoredFile keep(String sha256, Path part) throws IOException {
    long size = Files.size(part);
    put(sha256, part, size);
    Path path = settings.isShared() ? cache.put(sha256, part) : folder.path(sha256);
    return new StoredFile(sha256, size, path);
  }

  /** Stores a file that this node has, under its hash. */
  void put(String sha256, Path content, long size) {
    OriginalStore store = store(settings.store());
    Original original = new Original(sha256, store.kind(), store.place(), size);
    transaction.executeWithoutResult(
        status -> {
          rows.lock(sha256);
          rows.await(original, settings.grace());
        });
    try {
      if (!store.has(sha256, size)) {
        store.put(sha256, content);
      }
    } catch (IOException e) {
      throw StoreUnavailableException.of(original.where(), e);
    }
  }

  /** The same file, with a path where it certainly lies for the next minutes. */
  public StoredFile here(StoredFile stored, String fileName) {
    return new StoredFile(stored.sha256(), stored.size(), path(stored.sha256(), fileName));
  }

  /**
   * Where that original lies on this node; it is fetched when it does not, and checked by its hash.
   *
   * @param fileName for messages
   * @throws UnreadableFileException when it is nowhere that this node reads, or damaged
   * @throws StoreUnavailableException when its store cannot be used now
   */
  public Path path(String sha256, String fileName) {
    Path local = folder.path(sha256);
    if (Files.exists(local)) {
      return local;
    }
    try {
      Path copy = cache.get(sha256);
      return copy != null ? copy : fetch(sha256, fileName);
    } catch (IOException e) {
      throw new UncheckedIOException("The original of " + fileName + " cannot be copied here", e);
    }
  }

  private Path fetch(String sha256, String fileName) throws IOException {
    List<Original> places = rows.of(sha256);
    StoreUnavailableException unavailable = null;
    for (Original place : places) {
      try {
        Path copy = fetch(place, fileName);
        if (copy != null) {
          return copy;
        }
      } catch (StoreUnavailableException e) {
        unavailable = e;
      }
    }
    if (unavailable != null) {
      throw unavailable;
    }
    throw UnreadableFileException.elsewhere(
        fileName, places.stream().map(Original::where).collect(Collectors.joining(" or ")));
  }

  /** Null when it is not there. */
  private @Nullable Path fetch(Original original, String fileName) throws IOException {
    Path part = cache.part();
    try {
      try {
        store(original.kind()).get(original, part);
      } catch (NoSuchFileException e) {
        return null;
      } catch (IOException e) {
        throw StoreUnavailableException.of(original.where(), e);
      }
      if (!sha256(part).equals(original.sha256())) {
        throw UnreadableFileException.damaged(fileName, original.where());
      }
      return cache.put(original.sha256(), part);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  OriginalStore store(FileSettings.Kind kind) {
    return java.util.Objects.requireNonNull(stores.get(kind));
  }

  /**
   * Does nothing where files can be stored now.
   *
   * @throws IOException saying why not
   */
  public void check() throws IOException {
    store(settings.store()).check();
  }

  /** Where new files go, for people. */
  public String where() {
    OriginalStore store = store(settings.store());
    return new Original("", store.kind(), store.place(), 0).where();
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return digest(in, OutputStream.nullOutputStream());
    }
  }

  private static String copy(InputStream from, Path to) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      return digest(from, out);
    }
  }

  private static String digest(InputStream from, OutputStream to) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(from, digest).transferTo(to);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
