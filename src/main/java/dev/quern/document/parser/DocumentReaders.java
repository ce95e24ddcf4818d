package dev.quern.document.parser;

import dev.quern.document.charset.PageCharset;
import dev.quern.document.markup.DocumentReader;
import dev.quern.document.reader.book.BookReader;
import dev.quern.document.reader.mail.MailFolderReader;
import dev.quern.document.reader.mail.MailReader;
import dev.quern.document.reader.mail.OutlookReader;
import dev.quern.document.reader.notebook.NotebookReader;
import dev.quern.document.reader.odf.OdfReader;
import dev.quern.document.reader.page.PageReader;
import dev.quern.document.reader.pdf.PdfReader;
import dev.quern.document.reader.rtf.RtfReader;
import dev.quern.document.reader.sheet.OldWorkbookReader;
import dev.quern.document.reader.sheet.WorkbookReader;
import dev.quern.document.reader.sheet.xml.XmlWorkbook;
import dev.quern.document.reader.slides.SlidesReader;
import dev.quern.document.reader.word.WordReader;
import java.util.Map;
import java.util.Optional;

/** The readers of this project by media type; other types are read by Tika's parsers. */
class DocumentReaders {

  private final Map<String, DocumentReader> readers;

  DocumentReaders() {
    PageReader page = new PageReader(new PageCharset());
    WordReader word = new WordReader();
    String word2007 = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    OdfReader odf = new OdfReader();
    String odf12 = "application/vnd.oasis.opendocument.";
    SlidesReader slides = new SlidesReader();
    String slides2007 = "application/vnd.openxmlformats-officedocument.presentationml.";
    WorkbookReader workbook = new WorkbookReader();
    String sheets2007 = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    OldWorkbookReader xls = new OldWorkbookReader();
    this.readers =
        Map.ofEntries(
            Map.entry("application/x-ipynb+json", new NotebookReader()),
            Map.entry("application/pdf", new PdfReader()),
            Map.entry("application/rtf", new RtfReader()),
            Map.entry("message/rfc822", new MailReader()),
            Map.entry("application/mbox", new MailFolderReader()),
            Map.entry("application/vnd.ms-outlook", new OutlookReader()),
            Map.entry(sheets2007 + "sheet", workbook),
            Map.entry(sheets2007 + "template", workbook),
            Map.entry("application/vnd.ms-excel.sheet.macroenabled.12", workbook),
            Map.entry("application/vnd.ms-excel", xls),
            Map.entry("application/vnd.ms-excel.sheet.4", xls),
            Map.entry("application/vnd.ms-excel.sheet.3", xls),
            Map.entry("application/vnd.ms-excel.sheet.2", xls),
            Map.entry("application/vnd.ms-spreadsheetml", XmlWorkbook::read),
            Map.entry(odf12 + "text", odf),
            Map.entry(odf12 + "text-template", odf),
            Map.entry(odf12 + "spreadsheet", odf),
            Map.entry(odf12 + "presentation", odf),
            Map.entry(slides2007 + "presentation", slides),
            Map.entry(slides2007 + "slideshow", slides),
            Map.entry("application/vnd.ms-powerpoint.presentation.macroenabled.12", slides),
            Map.entry(word2007 + "document", word),
            Map.entry(word2007 + "template", word),
            Map.entry("application/vnd.ms-word.document.macroenabled.12", word),
            Map.entry("application/vnd.ms-word.template.macroenabled.12", word),
            Map.entry("text/html", page),
            Map.entry("application/xhtml+xml", page::xhtml),
            Map.entry("application/epub+zip", new BookReader(page)));
  }

  Optional<DocumentReader> of(String mediaType) {
    return Optional.ofNullable(readers.get(mediaType));
  }
}
