package dev.quern.document.reader.mail;

import dev.quern.document.charset.PageCharset;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Words of headers that are encoded (RFC 2047), in the charsets that are meant. */
final class MailWords {

  private static final Map<Charset, Charset> MEANT = PageCharset.meant();

  private MailWords() {}

  static String decoded(String value) {
    return DecoderUtil.decodeEncodedWords(
        value, DecodeMonitor.SILENT, StandardCharsets.UTF_8, MEANT);
  }
}
