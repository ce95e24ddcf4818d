package dev.quern.document;

import dev.quern.document.markdown.ShownMarkdown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads text, Markdown and separated values in whatever charset they are. Two passes over the file,
 * one to find the charset; memory is constant.
 */
public class TextReader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Text as it stands, Markdown without its front matter and comments. */
  public ExtractedText text(DocumentKind document) throws IOException {
    return document.mediaType().equals("text/markdown")
        ? read(document, ShownMarkdown::copy)
        : read(document, Reader::transferTo);
  }

  /** Separated values as a Markdown table. */
  public ExtractedText table(DocumentKind document) throws IOException {
    return read(document, SeparatedValues::toTable);
  }

  private static ExtractedText read(DocumentKind document, Conversion conversion)
      throws IOException {
    SourceDocument source = document.source();
    Charset charset = charset(document);
    Path path = Files.createTempFile("quern-", ".md");
    long characters = 0;
    try (MarkdownFile markdown = new MarkdownFile(path, Long.MAX_VALUE);
        Reader text = open(source.path(), charset)) {
      conversion.convert(text, markdown);
      characters = markdown.hasText() ? markdown.characters() : 0;
    } finally {
      if (characters == 0) {
        Files.delete(path);
      }
    }
    if (characters == 0) {
      throw UnreadableFileException.notText(source.fileName(), document.mediaType());
    }
    return new ExtractedText(path, document.mediaType(), characters);
  }

  private static Charset charset(DocumentKind document) throws IOException {
    try (InputStream in = Files.newInputStream(document.source().path())) {
      return Charsets.of(TextSample.of(in))
          .orElseThrow(
              () ->
                  UnreadableFileException.unknownBinary(
                      document.source().fileName(), "application/octet-stream"));
    }
  }

  /** Bytes that are malformed in the charset become U+FFFD; nothing but the mark is cut off. */
  private static Reader open(Path path, Charset charset) throws IOException {
    Reader text =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(path),
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private interface Conversion {
    void convert(Reader text, MarkdownFile markdown) throws IOException;
  }
}
