package dev.quern.document.charset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;

/** The charset of an HTML page: what it says of itself, unless its bytes say otherwise. */
public class PageCharset implements EncodingDetector {

  private static final long serialVersionUID = 1;
  private static final int LOOK_AHEAD = 1 << 20;

  @Override
  public Charset detect(InputStream input, Metadata metadata) throws IOException {
    input.mark(LOOK_AHEAD);
    byte[] start = input.readNBytes(LOOK_AHEAD);
    input.reset();
    int length = start.length;
    while (start.length == LOOK_AHEAD && length > 1 && start[length - 1] < 0) {
      length--;
    }
    TextSample sample = TextSample.of(new ByteArrayInputStream(start, 0, length));
    Charset found = CharsetDetection.of(sample).orElse(StandardCharsets.UTF_8);
    boolean certain = found.equals(StandardCharsets.UTF_8) && sample.utf8() > 0;
    if (certain || found.name().startsWith("UTF-16") || found.name().startsWith("UTF-32")) {
      return found;
    }
    Charset declared = new HtmlEncodingDetector().detect(input, metadata);
    return declared == null || declared.equals(StandardCharsets.UTF_8) ? found : declared;
  }
}
