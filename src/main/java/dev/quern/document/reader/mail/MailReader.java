package dev.quern.document.reader.mail;

import dev.quern.document.charset.PageCharset;
import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.page.PageReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jsoup.Jsoup;
import org.xml.sax.SAXException;

/** Reads eml (RFC 5322, MIME), and pages that are kept as such (MHTML), with mime4j. */
public final class MailReader implements DocumentReader {

  private static final String MARK = "From ";

  /** A browser that saved a page: {@code <Saved by Blink>}, in any language. */
  private static final Pattern ARCHIVE = Pattern.compile("\\s*<[^@<>]*>\\s*");

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      skipMark(in);
      mail(in, "", out);
    }
  }

  /** Writes a mail, with {@code name} for a heading if it has no subject. */
  static void mail(InputStream in, String name, Xhtml out) throws IOException, SAXException {
    Message message = parse(in);
    List<Entity> bodies = new ArrayList<>();
    List<String> attachments = new ArrayList<>();
    collect(message, bodies, attachments);
    MailText text = new MailText(out);
    out.start("body");
    String from = header(message, "From");
    if (!ARCHIVE.matcher(from).matches()) {
      String subject = header(message, "Subject");
      out.element("h1", subject.isBlank() ? name : "");
      String to = header(message, "To");
      text.head(subject, from, to, header(message, "Cc"), message.getDate());
    }
    for (Entity part : bodies) {
      if (isHtml(part)) {
        text.html(content(part));
      } else {
        text.plain(flowed(part, content(part)));
      }
    }
    text.attachments(attachments);
    out.end("body");
    message.dispose();
  }

  private static Message parse(InputStream in) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    return builder.parseMessage(in);
  }

  /** Writes the page of a web archive (MHTML, RFC 2557): a mail that only holds it. */
  public static void archivedPage(InputStream in, Xhtml out) throws IOException, SAXException {
    Message message = parse(in);
    List<Entity> bodies = new ArrayList<>();
    collect(message, bodies, new ArrayList<>());
    for (Entity part : bodies) {
      if (isHtml(part)) {
        PageReader.read(content(part), out);
      }
    }
    message.dispose();
  }

  /** Skips the line that programs for mail put before each message of a folder. */
  private static void skipMark(InputStream in) throws IOException {
    in.mark(MARK.length());
    if (!new String(in.readNBytes(MARK.length()), StandardCharsets.US_ASCII).equals(MARK)) {
      in.reset();
      return;
    }
    int b = in.read();
    while (b >= 0 && b != '\n') {
      b = in.read();
    }
  }

  private static void collect(Entity entity, List<Entity> bodies, List<String> attachments)
      throws IOException {
    Body body = entity.getBody();
    String name = name(entity);
    boolean attached = "attachment".equalsIgnoreCase(entity.getDispositionType());
    if (body instanceof Multipart parts) {
      List<Entity> inside = new ArrayList<>();
      for (Entity part : parts.getBodyParts()) {
        collect(part, inside, attachments);
      }
      // Alternatives say mostly the same; HTML keeps lists and tables, if it says anything.
      boolean html = anyPage(inside);
      boolean alternative = "alternative".equalsIgnoreCase(parts.getSubType());
      inside.stream().filter(part -> !alternative || !html || isHtml(part)).forEach(bodies::add);
    } else if (body instanceof Message message) {
      attachments.add(name.isEmpty() ? header(message, "Subject") : name);
    } else if (body instanceof TextBody && !attached && isText(entity)) {
      bodies.add(entity);
    } else if (!name.isEmpty()) {
      attachments.add(name);
    }
  }

  private static boolean isHtml(Entity entity) {
    return "text/html".equalsIgnoreCase(entity.getMimeType());
  }

  private static boolean anyPage(List<Entity> parts) throws IOException {
    for (Entity part : parts) {
      if (isHtml(part) && !Jsoup.parse(content(part)).body().text().isBlank()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(Entity entity) {
    return isHtml(entity) || "text/plain".equalsIgnoreCase(entity.getMimeType());
  }

  private static String name(Entity entity) {
    String name = entity.getFilename();
    Field type = entity.getHeader() == null ? null : entity.getHeader().getField("Content-Type");
    if (name == null && type instanceof ContentTypeField content) {
      name = content.getParameter("name");
    }
    return name == null ? "" : MailWords.decoded(name);
  }

  /** Joins lines that continue in the next one (RFC 3676). */
  private static String flowed(Entity entity, String text) {
    Field type = entity.getHeader() == null ? null : entity.getHeader().getField("Content-Type");
    if (!(type instanceof ContentTypeField content)
        || !"flowed".equalsIgnoreCase(content.getParameter("format"))) {
      return text;
    }
    // The space may be there for the wrapping only, as in Chinese.
    String between = "yes".equalsIgnoreCase(content.getParameter("delsp")) ? "" : " ";
    return text.replaceAll("(?<!--) \r?\n(?=[^\\s>])", between);
  }

  private static String content(Entity entity) throws IOException {
    TextBody body = (TextBody) entity.getBody();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    String charset = entity.getCharset();
    boolean declared = charset != null && !charset.equalsIgnoreCase("us-ascii");
    try {
      return declared
          ? bytes.toString(PageCharset.meant(Charset.forName(charset)))
          : undeclared(bytes);
    } catch (IllegalArgumentException unknown) {
      return undeclared(bytes);
    }
  }

  /** Decodes as UTF-8 if valid, otherwise as windows-1252. */
  private static String undeclared(ByteArrayOutputStream bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return bytes.toString(Charset.forName("windows-1252"));
    }
  }

  /** The header as it is written, names and addresses, its encoded words decoded. */
  private static String header(Message message, String name) {
    Field field = message.getHeader().getField(name);
    return field == null ? "" : MailWords.decoded(field.getBody());
  }
}
