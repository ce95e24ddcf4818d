package dev.quern.document.parser;

import dev.quern.document.charset.PageCharset;
import java.io.InputStream;
import java.util.List;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.ContentHandler;

/**
 * All settings of Tika's parsers, which read what has no reader of this project, and the images of
 * all: no OCR, no external commands, no macros, no attachments, nothing from slide masters.
 */
final class TikaSettings {

  private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
  private static final int MAX_NESTING = 500;

  private TikaSettings() {}

  static Detector detector() {
    return new DefaultDetector(TYPES);
  }

  static AutoDetectParser parser(Detector detector) {
    DefaultParser parsers =
        new DefaultParser(
            TYPES.getMediaTypeRegistry(),
            new ServiceLoader(),
            List.of(TesseractOCRParser.class, CompositeExternalParser.class));
    AutoDetectParser parser = new AutoDetectParser(detector, parsers);
    parser.getAutoDetectParserConfig().setMaximumDepth(MAX_NESTING);
    return parser;
  }

  /** For the text of a document alone. */
  static ParseContext text() {
    return context(false, new NoAttachments());
  }

  /** For its images, each once. */
  static ParseContext images(EmbeddedDocumentExtractor collector) {
    return context(true, collector);
  }

  private static ParseContext context(boolean images, EmbeddedDocumentExtractor embedded) {
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(images);
    pdf.setExtractUniqueInlineImagesOnly(images);
    pdf.setExtractBookmarksText(false);
    pdf.setExtractActions(false);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    office.setIncludeSlideMasterContent(false);
    office.setIncludeDeletedContent(false);
    office.setIncludeMoveFromContent(false);
    ParseContext context = new ParseContext();
    context.set(PDFParserConfig.class, pdf);
    context.set(OfficeParserConfig.class, office);
    context.set(HtmlMapper.class, new KeepAllElements());
    context.set(EncodingDetector.class, new PageCharset());
    context.set(EmbeddedDocumentExtractor.class, embedded);
    return context;
  }

  /** Leaves attachments and embedded objects unread. */
  private static final class NoAttachments implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
      // Nothing of it is wanted.
    }
  }
}
