package dev.quern.document.reader.office;

import dev.quern.document.markup.Xml;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a zipped document by their names, upper and lower case and both slashes alike.
 * Refuses zip bombs.
 */
public final class ZipParts implements AutoCloseable {

  /** As POI and Tika have it; Tika switches POI's own check off for the whole process. */
  private static final int MAX_INFLATION = 100;

  private static final long GRACE = 2_000_000;

  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> parts = new HashMap<>();
  private @Nullable IOException bomb;

  /** Opens the file; throws IOException where it is no zip. */
  public ZipParts(Path file) throws IOException {
    zip = ZipFile.builder().setPath(file).get();
    Enumeration<ZipArchiveEntry> entries = zip.getEntries();
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      parts.putIfAbsent(key(entry.getName()), entry);
    }
  }

  /** The names of all parts, as they are written. */
  public List<String> names() {
    return parts.values().stream().map(ZipArchiveEntry::getName).toList();
  }

  public boolean has(String name) {
    return parts.containsKey(key(name));
  }

  /** The bytes of a part; throws IOException where there is none. */
  public InputStream open(String name) throws IOException {
    ZipArchiveEntry entry = parts.get(key(name));
    if (entry == null) {
      throw new IOException("it has no part " + name);
    }
    return new BufferedInputStream(new Watched(zip.getInputStream(entry), entry), 1 << 16);
  }

  /** A part as a tree; nothing where it is missing. */
  public Optional<Document> tree(String name) throws IOException {
    if (!has(name)) {
      return Optional.empty();
    }
    try (InputStream in = open(name)) {
      return Optional.of(Xml.parse(in));
    }
  }

  /** The name of what {@code target} means in a part: relative, with {@code ..}, or encoded. */
  public static String resolve(String part, String target) {
    String path = target.replace('\\', '/');
    int fragment = path.indexOf('#');
    path = fragment >= 0 ? path.substring(0, fragment) : path;
    Deque<String> names = new ArrayDeque<>();
    if (!path.startsWith("/")) {
      String folder = part.substring(0, part.lastIndexOf('/') + 1);
      path = folder + path;
    }
    for (String name : path.split("/")) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return String.join("/", names);
  }

  /** The name that is there of a reference: as it stands, else with its percent signs decoded. */
  public String find(String part, String target) {
    String plain = resolve(part, target);
    if (has(plain)) {
      return plain;
    }
    try {
      String decoded = URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
      return resolve(part, decoded);
    } catch (IllegalArgumentException e) {
      return plain;
    }
  }

  /**
   * Closes the file; throws the refusal of a zip bomb, which readers of trees keep to themselves.
   */
  @Override
  public void close() throws IOException {
    zip.close();
    if (bomb != null) {
      throw bomb;
    }
  }

  /** Refuses what unpacks to far more than its size, and remembers it. */
  private final class Watched extends FilterInputStream {

    private final ZipArchiveEntry entry;
    private long unpacked;

    private Watched(InputStream in, ZipArchiveEntry entry) {
      super(in);
      this.entry = entry;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      unpacked += Math.max(0, n);
      if (unpacked > GRACE && unpacked > MAX_INFLATION * Math.max(1, entry.getCompressedSize())) {
        bomb = new IOException("zip bomb: " + entry.getName());
        throw bomb;
      }
      return n;
    }
  }

  private static String key(String name) {
    String path = name.replace('\\', '/').toLowerCase(Locale.ROOT);
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
