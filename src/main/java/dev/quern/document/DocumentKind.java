package dev.quern.document;

/**
 * A document and what a first look at its bytes and name says it is; the parser looks closer.
 *
 * @param source the document
 * @param mediaType the type, such as {@code text/markdown}
 * @param reader who reads it: {@code text}, {@code table} or {@code parser}
 */
public record DocumentKind(SourceDocument source, String mediaType, String reader) {}
