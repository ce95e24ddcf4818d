package dev.quern.document;

/**
 * A document and its kind, as detected from its first bytes and its name; the parser may refine it.
 *
 * @param source the document
 * @param mediaType the type, such as {@code text/markdown}
 * @param reader the reader for it: {@code text}, {@code table} or {@code parser}
 */
public record DocumentKind(SourceDocument source, String mediaType, String reader) {}
