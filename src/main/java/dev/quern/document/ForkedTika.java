package dev.quern.document;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * The configuration of the route's {@code tika:} step: its one parser hands the document to a
 * parser process. That process writes the Markdown into a file itself, and the text of the step is
 * the process's report, a {@link ParseReport} as JSON: the component keeps its result in memory,
 * and indents XHTML, which puts white space into words.
 */
class ForkedTika extends TikaConfig {

  private static final MediaType DOCUMENT = MediaType.application("x-quern-document");

  private static final String NO_PARSERS_HERE =
      """
      <properties>
        <parsers><parser class="org.apache.tika.parser.EmptyParser"/></parsers>
        <detectors><detector class="org.apache.tika.detect.EmptyDetector"/></detectors>
      </properties>
      """;

  private final Parser parser;

  ForkedTika(ParserProcesses processes) throws TikaException, IOException, SAXException {
    super(new ByteArrayInputStream(NO_PARSERS_HERE.getBytes(StandardCharsets.UTF_8)));
    this.parser = new Forked(processes);
  }

  @Override
  public Parser getParser() {
    return parser;
  }

  @Override
  public Detector getDetector() {
    return (stream, metadata) -> DOCUMENT;
  }

  /** Takes the document from the stream's open container, where {@link ParsedDocument} put it. */
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
      Path markdown = Files.createTempFile("quern-", ".md");
      boolean read = false;
      try {
        ParseReport report =
            processes
                .parse(
                    new ParserFrames.Request(
                        source.path().toAbsolutePath().toString(),
                        source.fileName(),
                        markdown.toString()))
                .of(markdown.toString(), source.fileName());
        read = report.outcome() == ParseReport.Outcome.READ;
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        xhtml.characters(JsonMapper.builder().build().writeValueAsString(report));
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
