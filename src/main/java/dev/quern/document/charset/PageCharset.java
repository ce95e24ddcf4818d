package dev.quern.document.charset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.jspecify.annotations.Nullable;

/** Finds the charset of an HTML page: the declared one, unless the bytes contradict it. */
public class PageCharset implements EncodingDetector {

  private static final long serialVersionUID = 1;
  private static final int LOOK_AHEAD = 1 << 20;
  private static final int XML_HEAD = 200;
  private static final Pattern XML =
      Pattern.compile("\\s*<\\?xml[^>]{0,150}?encoding=[\"']([\\w.:-]+)[\"']");
  private static final int FIRST_NOT_LATIN = 0x370;
  private static final int MIN_FOREIGN = 20;

  private static final Map<String, String> BROWSERS =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("euc-kr", "x-windows-949"));

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
    if (declared == null) {
      declared = ofXml(start);
    }
    if (declared == null || declared.equals(StandardCharsets.UTF_8)) {
      return found;
    }
    Charset meant = meant(declared);
    boolean western = meant.name().equals("windows-1252");
    boolean other = western && isOtherScript(new String(start, 0, length, found));
    return other ? found : meant;
  }

  /** What an XML declaration names, as XHTML has one; null where it names nothing known. */
  private static @Nullable Charset ofXml(byte[] start) {
    String head =
        new String(start, 0, Math.min(start.length, XML_HEAD), StandardCharsets.ISO_8859_1);
    Matcher named = XML.matcher(head);
    return named.lookingAt() && Charset.isSupported(named.group(1))
        ? Charset.forName(named.group(1))
        : null;
  }

  /**
   * What browsers take for the charsets that pages name (WHATWG Encoding Standard), which programs
   * write that name them; the same charset where they take none other.
   */
  public static Charset meant(Charset declared) {
    String name = BROWSERS.getOrDefault(declared.name().toLowerCase(Locale.ROOT), "");
    return name.isEmpty() || !Charset.isSupported(name) ? declared : Charset.forName(name);
  }

  /** All charsets that browsers take others for, with those. */
  public static Map<Charset, Charset> meant() {
    return BROWSERS.keySet().stream()
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .collect(Collectors.toMap(named -> named, PageCharset::meant));
  }

  /**
   * Whether most letters beyond ASCII are not Latin: a page in Cyrillic or Chinese that names the
   * default of its editor.
   */
  private static boolean isOtherScript(String text) {
    long foreign =
        text.codePoints().filter(c -> Character.isLetter(c) && c >= FIRST_NOT_LATIN).count();
    long latin =
        text.codePoints()
            .filter(c -> c >= 0x80 && c < FIRST_NOT_LATIN && Character.isLetter(c))
            .count();
    return foreign >= MIN_FOREIGN && foreign > 10 * latin;
  }
}
