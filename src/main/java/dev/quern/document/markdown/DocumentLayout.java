package dev.quern.document.markdown;

/** What white space and line ends mean in Tika's XHTML of a format. */
public enum DocumentLayout {
  /** HTML, EPUB, OpenDocument: a line end is just white space. */
  WEB,
  /** PDF: paragraphs are cut into the lines of a page. */
  PAGES,
  /** Presentations: the first short paragraph of a slide is its title. */
  SLIDES,
  /** Spreadsheets: a heading for each sheet, below the document's own level. */
  SHEETS,
  /**
   * Word processors, mail and others: line ends are intended, and lists may be marked only by
   * bullets.
   */
  LINES;

  public static DocumentLayout of(String mediaType) {
    if (mediaType.equals("application/pdf")) {
      return PAGES;
    }
    if (mediaType.contains("presentation") || mediaType.contains("powerpoint")) {
      return mediaType.contains("opendocument") ? WEB : SLIDES;
    }
    if (mediaType.contains("spreadsheet") || mediaType.contains("excel")) {
      return SHEETS;
    }
    boolean web =
        mediaType.contains("html")
            || mediaType.contains("opendocument")
            || mediaType.contains("epub")
            || mediaType.endsWith("xml");
    return web ? WEB : LINES;
  }
}
