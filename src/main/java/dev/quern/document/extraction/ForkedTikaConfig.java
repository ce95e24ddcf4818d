package dev.quern.document.extraction;

import dev.quern.Json;
import dev.quern.document.SourceDocument;
import dev.quern.document.parser.ParseReport;
import dev.quern.document.parser.ParserProcesses;
import dev.quern.document.parser.ParserProtocol;
import dev.quern.home.ScratchFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The configuration of the route's {@code tika:} step: its only parser passes the document to a
 * parser process, which writes the Markdown to a file. The body of the step is the report of that
 * process, a {@link ParseReport} as JSON, because the component would keep the text in memory and
 * indent XHTML, which puts white space into words.
 */
class ForkedTikaConfig extends TikaConfig {

  private static final MediaType DOCUMENT = MediaType.application("x-quern-document");

  private static final URL NO_PARSERS =
      Objects.requireNonNull(ForkedTikaConfig.class.getResource("no-parsers.xml"));

  private final Parser parser;

  ForkedTikaConfig(ParserProcesses processes) throws TikaException, IOException, SAXException {
    super(NO_PARSERS);
    this.parser = new Forked(processes);
    // The component makes Tika's default configuration before it takes this one, a second or more
    // at start for parsers that must not run in this process anyway.
    if (System.getProperty("tika.config") == null) {
      System.setProperty("tika.config", NO_PARSERS.toString());
    }
  }

  @Override
  public Parser getParser() {
    return parser;
  }

  @Override
  public Detector getDetector() {
    return (stream, metadata) -> DOCUMENT;
  }

  /**
   * Reads the document from the open container of the stream, where {@link TikaStep} has put it.
   */
  private static final class Forked implements Parser {

    private static final long serialVersionUID = 1;

    private final transient ParserProcesses processes;

    private Forked(ParserProcesses processes) {
      this.processes = processes;
    }

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
      return Set.of(DOCUMENT);
    }

    @Override
    public void parse(
        InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
        throws IOException, SAXException {
      SourceDocument source = (SourceDocument) ((TikaInputStream) stream).getOpenContainer();
      Path markdown = ScratchFiles.file("quern-", ".md");
      boolean read = false;
      try {
        ParseReport report =
            processes
                .parse(
                    new ParserProtocol.Request(
                        source.path().toAbsolutePath().toString(),
                        source.fileName(),
                        markdown.toString()))
                .of(markdown.toString(), source.fileName());
        read = report.outcome() == ParseReport.Outcome.READ;
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        xhtml.characters(Json.PLAIN.writeValueAsString(report));
        xhtml.endDocument();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while reading '" + source.fileName() + "'");
      } finally {
        if (!read) {
          Files.deleteIfExists(markdown);
        }
      }
    }
  }
}
