package dev.quern.document.reader.mail;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.page.PageReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** A mail as text: its headers, its body and the names of its attachments. */
final class MailText {

  /** What stands before a line that is quoted; programs put one mark before a From of the text. */
  private static final Pattern QUOTED = Pattern.compile("(?!>From )(?:>[ \\t]?){1,50}");

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
    int depth = 0;
    boolean open = false;
    for (String line : body.split("\\R")) {
      Matcher quoted = QUOTED.matcher(line);
      int marks =
          quoted.lookingAt() ? (int) quoted.group().chars().filter(c -> c == '>').count() : 0;
      String text = line.substring(marks == 0 ? 0 : quoted.end());
      if (open && (text.isBlank() || marks != depth)) {
        out.end("p");
        open = false;
      }
      if (text.isBlank()) {
        continue;
      }
      depth = quote(depth, marks);
      if (!open) {
        out.start("p");
        open = true;
      }
      out.text(text);
      out.lineBreak();
    }
    if (open) {
      out.end("p");
    }
    quote(depth, 0);
  }

  /** Begins quotes, or ends them, until so many are open. */
  private int quote(int open, int wanted) throws SAXException {
    for (int i = open; i < wanted; i++) {
      out.start("blockquote");
    }
    for (int i = open; i > wanted; i--) {
      out.end("blockquote");
    }
    return wanted;
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
