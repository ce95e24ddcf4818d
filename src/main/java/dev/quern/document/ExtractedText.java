package dev.quern.document;

import java.nio.file.Path;
import java.util.List;

/**
 * What was read from a document: the body that {@code direct:extract-text} answers.
 *
 * @param markdown a temporary UTF-8 file with LF line ends, without U+0000 and lone surrogates;
 *     whoever asked deletes it
 * @param mediaType the kind that was found in the content, such as {@code application/pdf}
 * @param characters the length of the Markdown in Unicode code points, at least 1
 * @param notes what could not be read, in sentences for people
 */
public record ExtractedText(Path markdown, String mediaType, long characters, List<String> notes) {

  /** A text that was read completely. */
  public ExtractedText(Path markdown, String mediaType, long characters) {
    this(markdown, mediaType, characters, List.of());
  }
}
