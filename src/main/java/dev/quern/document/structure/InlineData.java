package dev.quern.document.structure;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;

/**
 * Takes out of Markdown the images that it holds themselves, as addresses (RFC 2397), and what
 * refers to an image without another text, as Google Docs writes it.
 */
public final class InlineData {

  private static final Pattern DEFINITION =
      Pattern.compile("(?im)^ {0,3}\\[[^\\[\\]\\n]+]:[ \\t]*<?data:.*+(\\R|\\z)");

  /** An image that says nothing by another text is no more than its address. */
  private static final Pattern SILENT =
      Pattern.compile("(?i)!\\[]\\([ \\t]*<?data:[^)\\s]*+[^)\\n]*+\\)");

  private static final Pattern SILENT_REFERENCE = Pattern.compile("(?<!`)!\\[]\\[[^\\[\\]\\n`]++]");

  private static final Pattern TARGET =
      Pattern.compile("(?i)(?<=]\\()[ \\t]*<?data:[^)\\s]*+[^)\\n]*+(?=\\))");

  private static final Pattern ELEMENT =
      Pattern.compile("(?i)(?<=\\ssrc=)([\"'])data:[^\"'<>]*+\\1");

  private InlineData() {}

  /** The text with the other text of each image alone. */
  public static String removed(String markdown) {
    String left =
        markdown.contains("![][") ? SILENT_REFERENCE.matcher(markdown).replaceAll("") : markdown;
    if (!left.contains("data:")) {
      return left;
    }
    left = DEFINITION.matcher(left).replaceAll("");
    left = TARGET.matcher(SILENT.matcher(left).replaceAll("")).replaceAll("");
    return ELEMENT.matcher(left).replaceAll("\"\"");
  }

  /** The text with no more than the beginning of such data, which may be longer than a section. */
  static Reader shortened(Reader text) {
    return new Shortened(text);
  }

  private static final class Shortened extends FilterReader {

    private static final String MARK = ";base64,";
    private static final int KEPT = 200;

    private int matched;
    private int taken;

    Shortened(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = 0;
      while (count == 0) {
        int read = in.read(buffer, offset, length);
        if (read <= 0) {
          return read;
        }
        for (int i = offset; i < offset + read; i++) {
          if (isKept(buffer[i])) {
            buffer[offset + count++] = buffer[i];
          }
        }
      }
      return count;
    }

    private boolean isKept(char c) {
      boolean data = matched == MARK.length();
      if (data && isBase64(c)) {
        return ++taken <= KEPT;
      }
      taken = 0;
      boolean goesOn = !data && MARK.charAt(matched) == c;
      matched = goesOn ? matched + 1 : c == MARK.charAt(0) ? 1 : 0;
      return true;
    }

    private static boolean isBase64(char c) {
      return c < 128 && (Character.isLetterOrDigit(c) || "+/=-_%".indexOf(c) >= 0);
    }
  }
}
