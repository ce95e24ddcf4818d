package dev.quern.document.reader.mail;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.xml.sax.SAXException;

/** Reads eml (RFC 5322, MIME) with mime4j. */
public final class MailReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Message message = builder.parseMessage(in);
      List<Entity> plain = new ArrayList<>();
      List<Entity> html = new ArrayList<>();
      List<String> attachments = new ArrayList<>();
      collect(message, plain, html, attachments);
      MailText text = new MailText(out);
      out.start("body");
      String subject = message.getSubject() == null ? "" : message.getSubject();
      text.head(
          subject,
          header(message, "From"),
          header(message, "To"),
          header(message, "Cc"),
          message.getDate());
      // Both are mostly the same; HTML keeps lists and tables.
      if (html.isEmpty()) {
        for (Entity part : plain) {
          text.plain(content(part));
        }
      } else {
        for (Entity part : html) {
          text.html(content(part));
        }
      }
      text.attachments(attachments);
      out.end("body");
      message.dispose();
    }
  }

  private static void collect(
      Entity entity, List<Entity> plain, List<Entity> html, List<String> attachments) {
    Body body = entity.getBody();
    String name = entity.getFilename();
    boolean attached = "attachment".equalsIgnoreCase(entity.getDispositionType());
    if (body instanceof Multipart parts) {
      for (Entity part : parts.getBodyParts()) {
        collect(part, plain, html, attachments);
      }
    } else if (body instanceof Message message) {
      attachments.add(name == null ? String.valueOf(message.getSubject()) : name);
    } else if (body instanceof TextBody && !attached) {
      ("text/html".equalsIgnoreCase(entity.getMimeType()) ? html : plain).add(entity);
    } else if (name != null) {
      attachments.add(name);
    }
  }

  private static String content(Entity entity) throws IOException {
    TextBody body = (TextBody) entity.getBody();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    String charset = entity.getCharset();
    try {
      return bytes.toString(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    } catch (IllegalArgumentException unknown) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** The header as it is written, names and addresses, its encoded words decoded. */
  private static String header(Message message, String name) {
    Field field = message.getHeader().getField(name);
    return field == null
        ? ""
        : DecoderUtil.decodeEncodedWords(field.getBody(), StandardCharsets.UTF_8);
  }
}
