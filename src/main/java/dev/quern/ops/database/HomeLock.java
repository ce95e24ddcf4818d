package dev.quern.ops.database;

import dev.quern.Node;
import dev.quern.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Locks a place in the home folder while the process lives; the operating system releases it when
 * the process ends in any way. A home has one place with the embedded PostgreSQL, and several with
 * an external server, where processes that share a home are nodes of one cluster. The place gives
 * the node its name, so that a process which follows a dead one knows what its predecessor held.
 */
final class HomeLock implements AutoCloseable {

  private static final int PLACES = 64;

  private final FileChannel channel;
  private final Node node;

  private HomeLock(FileChannel channel, Node node) {
    this.channel = channel;
    this.node = node;
  }

  /**
   * Locks the only place of a home with an embedded database.
   *
   * @throws HomeInUseException when another process holds it
   */
  static HomeLock only(Home home) {
    return take(home, 1);
  }

  /** Locks the first free place of a home with an external server. */
  static HomeLock shared(Home home) {
    return take(home, PLACES);
  }

  private static HomeLock take(Home home, int places) {
    for (int place = 1; place <= places; place++) {
      FileChannel held = tryLock(home.file("node-" + place + ".lock"));
      if (held != null) {
        return new HomeLock(held, new Node(nameOf(home.path(), place)));
      }
    }
    throw HomeInUseException.by(home.path(), holder(home.file("node-1.pid")));
  }

  private static @Nullable FileChannel tryLock(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        // held by this very process
      }
      if (lock == null) {
        channel.close();
        return null;
      }
      // The pid stands in a file of its own: on Windows a locked file cannot be read by others.
      Files.writeString(
          file.resolveSibling(file.getFileName().toString().replace(".lock", ".pid")),
          Long.toString(ProcessHandle.current().pid()));
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("The lock file " + file + " cannot be written", e);
    }
  }

  private static String holder(Path pidFile) {
    try {
      return Files.readString(pidFile, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String nameOf(Path home, int place) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      host = "localhost";
    }
    String homeHash =
        HexFormat.of().formatHex(ByteBuffer.allocate(4).putInt(home.toString().hashCode()).array());
    return host + "-" + homeHash + "-" + place;
  }

  Node node() {
    return node;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
