package dev.quern.document.reader.mail;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.xml.sax.SAXException;

/** Reads a folder of mails in one file (mbox, RFC 4155), one mail after the other. */
public final class MailFolderReader implements DocumentReader {

  /** The line before a mail: who sent it and when. One of a text has no time and year. */
  private static final Pattern MARK = Pattern.compile("From (?=.*\\d\\d:\\d\\d)(?=.*\\b\\d{4}\\b)");

  /** Where a line of a text begins like a mark, programs put a sign before it. */
  private static final Pattern QUOTED = Pattern.compile("(?s)>+From .*");

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream mail = new ByteArrayOutputStream();
      int number = 0;
      boolean blank = true;
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        // One byte a character, whatever the charset: only the ASCII in it is looked at.
        String text = new String(line, StandardCharsets.ISO_8859_1);
        boolean first = number == 0 && mail.size() == 0 && text.startsWith("From ");
        if (first || blank && MARK.matcher(text).lookingAt()) {
          number += write(mail, number + 1, out, notes);
        } else if (mail.size() > 0 || !text.isBlank()) {
          int quote = QUOTED.matcher(text).matches() ? 1 : 0;
          mail.write(line, quote, line.length - quote);
        }
        blank = text.isBlank();
      }
      write(mail, number + 1, out, notes);
    }
  }

  /** Writes the mail that was collected, and empties it; 0 where there is none. */
  private static int write(ByteArrayOutputStream mail, int number, Xhtml out, FileNotes notes)
      throws SAXException {
    if (mail.size() == 0) {
      return 0;
    }
    try {
      MailReader.mail(new ByteArrayInputStream(mail.toByteArray()), "Mail " + number, out);
    } catch (IOException e) {
      notes.add("Mail " + number + " of the folder cannot be read (" + e.getMessage() + ").");
    }
    mail.reset();
    return 1;
  }

  /** The next line with its end; empty at the end of the file. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }
}
