package dev.quern.document;

import dev.quern.document.charset.CharsetGuess;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a document: the body that {@code direct:extract-text} answers.
 *
 * @param markdown a temporary UTF-8 file with LF line ends, without U+0000 and lone surrogates;
 *     whoever asked deletes it
 * @param mediaType the kind that was found in the content, such as {@code application/pdf}
 * @param characters the length of the Markdown in Unicode code points, at least 1
 * @param charset in which a text was read, and how sure that is; null for other documents
 * @param notes what could not be read, in sentences for people
 */
public record ExtractedText(
    Path markdown,
    String mediaType,
    long characters,
    @Nullable CharsetGuess charset,
    List<String> notes) {

  /** What was read completely from a document that is no plain text. */
  public ExtractedText(Path markdown, String mediaType, long characters) {
    this(markdown, mediaType, characters, null, List.of());
  }
}
