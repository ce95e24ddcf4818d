package dev.quern.document;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** A parser that goes wrong as the file says: never ends, fills the heap, or takes the JVM down. */
public class RunawayParser implements Parser {

  private static final long serialVersionUID = 1;

  private static final MediaType ENDLESS = MediaType.application("x-quern-endless");
  private static final MediaType MEMORY = MediaType.application("x-quern-memory");
  private static final MediaType CRASH = MediaType.application("x-quern-crash");

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(ENDLESS, MEMORY, CRASH);
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    if (type.equals(CRASH.toString())) {
      Runtime.getRuntime().halt(7);
    }
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      if (type.equals(MEMORY.toString())) {
        hoard.add(new byte[1 << 20]);
      }
    }
  }
}
