package dev.quern.document;

import java.nio.file.Path;

/**
 * A file to be read: the body that {@code direct:extract-text} takes.
 *
 * @param path where the bytes are; only read, never changed
 * @param fileName the name the user gave it, already cleaned; a hint for its kind and what messages
 *     call it
 */
public record SourceDocument(Path path, String fileName) {}
