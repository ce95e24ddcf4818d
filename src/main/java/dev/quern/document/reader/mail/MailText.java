package dev.quern.document.reader.mail;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.page.PageReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** A mail as text: its headers, its body and the names of its attachments. */
final class MailText {

  private final Xhtml out;

  MailText(Xhtml out) {
    this.out = out;
  }

  void head(String subject, String from, String to, String copy, @Nullable Date date)
      throws SAXException {
    out.element("h1", subject);
    out.start("p");
    line("From", from);
    line("To", to);
    line("Cc", copy);
    line("Subject", subject);
    if (date != null) {
      line("Date", Instant.ofEpochMilli(date.getTime()).truncatedTo(ChronoUnit.SECONDS).toString());
    }
    out.end("p");
  }

  private void line(String name, String value) throws SAXException {
    if (!value.isBlank()) {
      out.text(name + ": " + value.replaceAll("\\s+", " ").strip());
      out.lineBreak();
    }
  }

  void plain(String body) throws SAXException {
    String lines = body.replace("\r\n", "\n").replace('\r', '\n');
    for (String paragraph : lines.split("\n[ \\t]*\n")) {
      out.start("p");
      for (String line : paragraph.split("\n")) {
        out.text(line);
        out.lineBreak();
      }
      out.end("p");
    }
  }

  void html(String body) throws SAXException {
    PageReader.read(body, out);
  }

  void attachments(List<String> names) throws SAXException {
    if (!names.isEmpty()) {
      out.element("p", "Attachments: " + String.join(", ", names));
    }
  }
}
