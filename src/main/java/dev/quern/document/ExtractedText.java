package dev.quern.document;

import dev.quern.document.charset.CharsetGuess;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a document: the body that {@code direct:extract-text} returns.
 *
 * @param markdown a temporary UTF-8 file with LF line ends, without U+0000 and lone surrogates; the
 *     caller deletes it
 * @param mediaType the kind that was found in the content, such as {@code application/pdf}
 * @param characters the length of the Markdown in Unicode code points, at least 1
 * @param charset the charset of a plain text, with its confidence; null for other documents
 * @param notes what could not be read, in sentences for people
 */
public record ExtractedText(
    Path markdown,
    String mediaType,
    long characters,
    @Nullable CharsetGuess charset,
    List<String> notes) {

  /** The complete text of a document that is not plain text. */
  public ExtractedText(Path markdown, String mediaType, long characters) {
    this(markdown, mediaType, characters, null, List.of());
  }
}
