package dev.quern.document.text;

import dev.quern.document.DocumentKind;
import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.charset.CharsetDetection;
import dev.quern.document.charset.CharsetGuess;
import dev.quern.document.charset.ComposedReader;
import dev.quern.document.charset.RepairedUtf8;
import dev.quern.document.charset.TextSample;
import dev.quern.document.markdown.MarkdownFile;
import dev.quern.document.structure.ShownMarkdown;
import dev.quern.home.ScratchFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads text, Markdown and separated values in any charset. It makes two passes over the file, the
 * first to detect the charset; memory is constant.
 */
public class TextReader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** About half of the guesses below this confidence are wrong. */
  private static final double MIN_CONFIDENCE = 0.55;

  /** Reads plain text unchanged, and Markdown without front matter and comments. */
  public ExtractedText text(DocumentKind document) throws IOException {
    return document.mediaType().equals("text/markdown")
        ? read(document, (text, markdown, name) -> ShownMarkdown.copy(text, markdown))
        : read(document, (text, markdown, name) -> text.transferTo(markdown));
  }

  /** Reads separated values as a Markdown table. */
  public ExtractedText table(DocumentKind document) throws IOException {
    return read(document, SeparatedValues::toTable);
  }

  private static ExtractedText read(DocumentKind document, Conversion conversion)
      throws IOException {
    SourceDocument source = document.source();
    TextSample sample = sample(source.path());
    CharsetGuess guess = charset(document, sample);
    Path path = ScratchFiles.file("quern-", ".md");
    long characters = 0;
    try (MarkdownFile markdown = new MarkdownFile(path, Long.MAX_VALUE);
        Reader text = open(source, guess.charset(), sample)) {
      conversion.convert(text, markdown, source.fileName());
      characters = markdown.hasText() ? markdown.characters() : 0;
    } catch (CharacterCodingException e) {
      throw UnreadableFileException.otherCharset(source.fileName(), guess.charset());
    } finally {
      if (characters == 0) {
        Files.delete(path);
      }
    }
    if (characters == 0) {
      throw UnreadableFileException.notText(source.fileName(), document.mediaType());
    }
    return new ExtractedText(path, document.mediaType(), characters, guess, List.of());
  }

  private static TextSample sample(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return TextSample.of(in);
    }
  }

  /** The charset that the user named, unless a byte order mark contradicts it. */
  private static CharsetGuess charset(DocumentKind document, TextSample sample) {
    SourceDocument source = document.source();
    Charset said = source.charset();
    if (said != null) {
      return new CharsetGuess(CharsetDetection.byteOrderMark(sample.start()).orElse(said), 1);
    }
    CharsetGuess guess =
        CharsetDetection.guess(sample)
            .orElseThrow(
                () ->
                    UnreadableFileException.unknownBinary(
                        source.fileName(), "application/octet-stream"));
    if (guess.confidence() < MIN_CONFIDENCE) {
      throw UnreadableFileException.doubtfulCharset(source.fileName(), guess);
    }
    return guess;
  }

  /**
   * The decoded text without a byte order mark. If the charset was detected, malformed bytes are
   * repaired or become U+FFFD; if the user named it, they are an error.
   */
  private static Reader open(SourceDocument source, Charset charset, TextSample sample)
      throws IOException {
    InputStream bytes = Files.newInputStream(source.path());
    CodingErrorAction malformed =
        source.charset() == null ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    boolean repair =
        source.charset() == null && charset.equals(StandardCharsets.UTF_8) && sample.notUtf8() > 0;
    Reader decoded =
        repair
            ? new RepairedUtf8(bytes)
            : new InputStreamReader(
                bytes,
                charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed));
    boolean inPieces = charset.name().equals("windows-1258");
    Reader text = new BufferedReader(inPieces ? new ComposedReader(decoded) : decoded);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private interface Conversion {
    void convert(Reader text, MarkdownFile markdown, String fileName) throws IOException;
  }
}
