package dev.quern.document.parser;

import dev.quern.DaemonThreads;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.util.FileSystemUtils;

/**
 * The child JVM in which documents are parsed: requests come on standard input, reports go to
 * standard output, both as {@link ParserProtocol}. It exits when its input ends, even in the middle
 * of a parse, so it never outlives its parent.
 */
public class ParserMain {

  /** The exit code of a process that ran out of memory, the JVM's own choice. */
  static final int OUT_OF_MEMORY = 3;

  private ParserMain() {}

  /**
   * Runs until its input ends. The argument is the folder for its temporary files, which it then
   * deletes.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path temporaryFiles = Path.of(args[0]);
    OutputStream reports = System.out;
    InputStream input = System.in;
    // Whatever a parser prints must not end up among the reports.
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    ProxySelector.setDefault(new NoNetwork());
    LinkedBlockingQueue<ParserProtocol.Request> requests = new LinkedBlockingQueue<>();
    DaemonThreads.of("requests", () -> read(input, requests, temporaryFiles)).start();
    DocumentParser parser = new DocumentParser();
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(reports));
    ParserProtocol.writeReady(out);
    try {
      while (true) {
        ParserProtocol.Request request = requests.take();
        ParserProtocol.write(out, parser.parse(request));
      }
    } catch (OutOfMemoryError e) {
      // Thrown by Java code, not by the JVM, which would have ended by itself.
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
  }

  private static void read(
      InputStream input,
      LinkedBlockingQueue<ParserProtocol.Request> requests,
      Path temporaryFiles) {
    try (DataInputStream in = new DataInputStream(input)) {
      while (true) {
        requests.add(ParserProtocol.readRequest(in));
      }
    } catch (IOException endOfInput) {
      try {
        FileSystemUtils.deleteRecursively(temporaryFiles);
      } catch (IOException e) {
        // The system's own cleaning of temporary files takes what is left.
        System.err.println(e);
      }
      Runtime.getRuntime().halt(0);
    }
  }

  /** Refuses every connection, so that no document can cause network access. */
  private static final class NoNetwork extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      throw new IllegalArgumentException("The parser has no network: " + uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
      // Nothing is connected, so nothing fails.
    }
  }
}
