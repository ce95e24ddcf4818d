package dev.quern.document.reader.mail;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.rtf.RtfReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads Outlook's msg with POI. */
public final class OutlookReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (MAPIMessage message = new MAPIMessage(file.toFile())) {
      message.setReturnNullOnMissingChunk(true);
      message.guess7BitEncoding();
      MailText text = new MailText(out);
      out.start("body");
      Calendar date = message.getMessageDate();
      text.head(
          known(message.getSubject()),
          OutlookPeople.from(message),
          OutlookPeople.named(message, known(message.getDisplayTo())),
          OutlookPeople.named(message, known(message.getDisplayCC())),
          date == null ? null : date.getTime());
      String html = known(message.getHtmlBody());
      String plain = known(message.getTextBody());
      if (!html.isBlank()) {
        text.html(html);
      } else if (plain.isBlank()) {
        RtfReader.read(known(message.getRtfBody()), out);
      } else {
        text.plain(plain);
      }
      text.attachments(names(message));
      out.end("body");
    } catch (ChunkNotFoundException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<String> names(MAPIMessage message) {
    List<String> names = new ArrayList<>();
    for (AttachmentChunks attachment : message.getAttachmentFiles()) {
      StringChunk name = attachment.getAttachLongFileName();
      name = name == null ? attachment.getAttachFileName() : name;
      if (name != null) {
        names.add(name.toString());
      }
    }
    return names;
  }

  static String known(@Nullable String value) {
    return value == null ? "" : value.replace("\u0000", "");
  }
}
